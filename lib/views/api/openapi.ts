import { z } from 'zod'
import { config } from '../../config'
import { LIST_TYPES } from '../list-types'
import { DailyQuery, PapersQuery, SearchQuery } from './query'

const paper = { $ref: '#/components/schemas/Paper' }
const entry = { $ref: '#/components/schemas/Entry' }
const text = { type: 'string' }
const orNull = (schema: object) => ({ anyOf: [schema, { type: 'null' }] })
const instant = { type: 'string', format: 'date-time' }
const listOf = (items: object) => ({ type: 'array', items })

/** The API in OpenAPI 3.1; parameters come from the schemas that read them. */
export function openapi(): object {
  const { siteName, baseUrl } = config()
  return {
    openapi: '3.1.0',
    info: {
      title: `${siteName} papers API`,
      version: '1',
      description: 'Papers of arXiv in the shape of the Hugging Face papers API. Metadata: CC0, thanks to arXiv.',
    },
    servers: [{ url: baseUrl }],
    paths: {
      '/api/daily_papers': read('A day, week or month, trending or the newest', DailyQuery, listOf(entry)),
      '/api/papers': read('Papers, newest first; the next page stands in the Link header', PapersQuery, listOf(paper)),
      '/api/papers/search': read('Papers that a search finds, best first', SearchQuery, listOf(entry)),
      '/api/papers/{id}': {
        get: {
          summary: 'One paper',
          parameters: [{ name: 'id', in: 'path', required: true, schema: text, description: 'An arXiv identifier' }],
          responses: { 200: json('The paper', paper), 400: problem('Not an identifier'), 404: problem('Not here') },
        },
      },
    },
    components: { schemas: { Paper: paperSchema, Entry: entrySchema, Problem: problemSchema } },
  }
}

function read(summary: string, query: z.ZodObject, answer: object) {
  const { properties = {}, required = [] } = z.toJSONSchema(query, { io: 'input' })
  const parameters = Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }))
  return {
    get: { summary, parameters, responses: { 200: json(summary, answer), 400: problem('A malformed parameter') } },
  }
}

const json = (description: string, schema: object) => ({ description, content: { 'application/json': { schema } } })

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
})

const paperSchema = {
  type: 'object',
  required: ['id', 'title', 'summary', 'authors', 'publishedAt', 'upvotes'],
  properties: {
    id: text,
    title: text,
    summary: text,
    authors: listOf({ type: 'object', properties: { _id: text, name: text, hidden: { type: 'boolean' } } }),
    publishedAt: instant,
    submittedOnDailyAt: instant,
    upvotes: { type: 'integer' },
    numComments: { type: 'integer' },
    source: text,
    categories: listOf(text),
    primaryCategory: text,
    version: { type: 'integer' },
    updatedAt: orNull(instant),
    comment: orNull(text),
    withdrawn: { type: 'boolean' },
    mergedInto: { ...text, description: 'The paper that is the same work, as a moderator decided' },
    listedAs: { enum: [...LIST_TYPES], description: 'What the paper is in a list of days' },
  },
}

const entrySchema = {
  type: 'object',
  required: ['paper', 'title', 'publishedAt'],
  properties: {
    paper,
    title: text,
    summary: text,
    publishedAt: instant,
    numComments: { type: 'integer' },
    isAuthorParticipating: { type: 'boolean' },
  },
}

const problemSchema = {
  type: 'object',
  description: 'RFC 9457',
  properties: { type: text, title: text, status: { type: 'integer' }, detail: text },
}
