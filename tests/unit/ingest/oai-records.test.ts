import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseOaiAnswer } from '@/lib/ingest/oai-records'

const page = readFileSync(new URL('../../fixtures/arxiv/oai-records.xml', import.meta.url), 'utf8')
const around = (inside: string) =>
  `<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2026-11-20T03:40:00Z</responseDate>${inside}</OAI-PMH>`

function readSound(xml: string) {
  const answer = parseOaiAnswer(xml)
  if (answer.status !== 'read') throw new Error(`the page is ${answer.status}`)
  return answer
}

test('a record tells all but the version and the time of day', () => {
  const { records } = readSound(page)
  expect(records[0]).toEqual({
    datestamp: '2026-11-20',
    draft: {
      id: '2611.10001',
      version: 1,
      titleSource: 'Counting with $O(\\sqrt{n})$ Bits & Fewer',
      abstractSource: 'We count to $n$ with few bits, for $a < b$.\n\nIt costs $5 million.',
      authors: ['Paul Erdős', 'Martin Luther King Jr', 'ATLAS Collaboration'],
      categories: ['cs.LG', 'math.CO'],
      comments: '12 pages',
      doi: null,
      journalRef: null,
      license: 'http://creativecommons.org/licenses/by/4.0/',
      submittedAt: new Date('2026-11-18T00:00:00Z'),
      updatedAt: null,
      withdrawn: false,
    },
  })
})

test('a record that was updated is of a later version, of which the number is not told', () => {
  expect(readSound(page).records[1]?.draft).toMatchObject({
    id: 'hep-th/0601001',
    version: null,
    updatedAt: new Date('2026-11-18T00:00:00Z'),
    withdrawn: true,
    doi: '10.1000/strings.1',
    journalRef: 'Ann. 1 (2006) 2',
  })
})

test('deletions, rejects, the way on and the date of the answer are told apart', () => {
  const { deleted, rejected, token, respondedAt, records } = readSound(page)
  expect(records).toHaveLength(2)
  expect(deleted).toEqual(['2611.10003'])
  expect(rejected).toEqual([{ id: '2611.10004', reason: 'has no authors' }])
  expect(token).toBe('verb%3DListRecords%26skip%3D4')
  expect(respondedAt).toEqual(new Date('2026-11-20T03:40:00Z'))
})

test('an empty token ends the list, and so does none', () => {
  expect(readSound(page.replace(/(<resumptionToken[^>]*>)[^<]*/, '$1')).token).toBeNull()
  expect(readSound(page.replace(/<resumptionToken.*<\/resumptionToken>/, '')).token).toBeNull()
})

test('a prefix for the namespace changes nothing', () => {
  const prefixed = page
    .replace('<OAI-PMH xmlns=', '<OAI-PMH xmlns:oai=')
    .replace(
      /<(\/?)(?=(OAI-PMH|responseDate|ListRecords|record|header|identifier|datestamp|metadata|resumptionToken)\b)/g,
      '<$1oai:',
    )
  expect(parseOaiAnswer(prefixed)).toEqual(parseOaiAnswer(page))
})

test.each([
  ['noRecordsMatch', 'none'],
  ['badResumptionToken', 'expired'],
  ['badArgument', 'refused'],
  ['idDoesNotExist', 'refused'],
])('the error %s is read as %s', (code, status) => {
  expect(parseOaiAnswer(around(`<error code="${code}">Because.</error>`))).toMatchObject({ status })
})

test.each([
  ['', 'the answer is empty'],
  ['<html><body>Busy</body></html>', 'the answer is an HTML page, not a feed'],
  ['<rss/>', 'the answer is not a whole one of OAI-PMH'],
  [around(''), 'the answer lists no records'],
  [around('<ListRecords></ListRecords>'), 'the answer lists no records'],
  [page.replace(/<responseDate>.*<\/responseDate>/, ''), 'the answer has no date'],
  [
    '<!DOCTYPE x [<!ENTITY a "b">]><OAI-PMH/>',
    'the answer declares a document type or entities, as no feed of arXiv does',
  ],
  [around('<ListRecords><record></ListRecords></record>'), 'the answer is not a whole one of OAI-PMH'],
])('%# is not an answer', (xml, reason) => {
  expect(parseOaiAnswer(xml)).toEqual({ status: 'broken', reason })
})

test('cut off at any character, it is not an answer', () => {
  const whole = page.trimEnd()
  for (let length = 0; length < whole.length; length += 1) {
    expect(parseOaiAnswer(whole.slice(0, length)).status).toBe('broken')
  }
})

test('no text makes it throw', () => {
  fc.assert(
    fc.property(fc.nat(page.length), fc.nat(40), fc.string({ unit: 'binary' }), (at, length, text) => {
      expect(() => parseOaiAnswer(page.slice(0, at) + text + page.slice(at + length))).not.toThrow()
    }),
  )
})
