import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

const PAGE = 1_000
const KEY_ID = 'tests'

/** What the bucket answers: a status, and then headers and a body. */
interface Answer {
  status: number
  headers?: Record<string, string>
  body?: Buffer | string
}

interface Asked {
  method: string
  key: string
  query: URLSearchParams
  headers: IncomingMessage['headers']
  body: Buffer
}

interface Stored {
  body: Buffer
  etag: string
  storedAt: Date
}

export interface TestBucket {
  /** Its name, as in `s3://NAME/…`. */
  name: string
  /** What a process needs in its environment to reach it. */
  environment: Record<string, string>
  /** What it holds, by key: to be looked at, and to be damaged. */
  objects: Map<string, Stored>
  /** From now on requests, of these objects, are taken and never answered; or answered again, and those that hung are cut off. */
  hang(isHanging: boolean, keys?: RegExp): void
  /** From now on nobody may do anything (with these objects), or everybody again. */
  refuse(isRefusing: boolean, keys?: RegExp, how?: [status: number, code: string]): void
  /** From now on whoever asks for a part (of these objects) gets the whole, as through a proxy that knows no ranges; or parts again. */
  ignoreRanges(isIgnoring: boolean, keys?: RegExp): void
  close(): Promise<void>
}

/**
 * One bucket in memory that speaks as much of S3 as an index needs: objects, ranges, conditional writes that only one of several writers wins,
 * lists by page, bulk deletion, uploads in parts. It asks for the right key and does not check the signature. Like S3 it is consistent: what was written is read and listed
 * at once.
 */
export async function startBucket(): Promise<TestBucket> {
  const objects: TestBucket['objects'] = new Map()
  const uploads = new Map<string, Map<number, Buffer>>()
  const name = 'papers'
  let hanging: RegExp | null = null
  let whole: RegExp | null = null
  const hung = new Set<ServerResponse>()
  let refusing: { keys: RegExp; how: [status: number, code: string] } | null = null

  const store = (key: string, body: Buffer, { headers }: Asked): Answer => {
    if (headers['if-none-match'] === '*' && objects.has(key)) return fault(412, 'PreconditionFailed')
    if (headers['if-match'] && headers['if-match'] !== objects.get(key)?.etag) return fault(412, 'PreconditionFailed')
    const etag = `"${createHash('md5').update(body).digest('hex')}"`
    objects.set(key, { body, etag, storedAt: new Date() })
    return { status: 200, headers: { etag } }
  }

  const read = ({ key, headers }: Asked): Answer => {
    const held = objects.get(key)
    if (!held) return fault(404, 'NoSuchKey')
    const about = { etag: held.etag, 'last-modified': held.storedAt.toUTCString(), 'accept-ranges': 'bytes' }
    const size = held.body.length
    const range = whole?.test(key) ? null : rangeOf(headers.range, size)
    if (!range) return { status: 200, headers: about, body: held.body }
    const [from, to] = range
    if (from > to) return fault(416, 'InvalidRange')
    const part = { ...about, 'content-range': `bytes ${from}-${to}/${size}` }
    return { status: 206, headers: part, body: held.body.subarray(from, to + 1) }
  }

  const list = ({ query }: Asked): Answer => {
    const prefix = query.get('prefix') ?? ''
    const delimiter = query.get('delimiter')
    const after = query.get('continuation-token') ?? query.get('start-after') ?? ''
    const limit = Math.min(Number(query.get('max-keys') ?? PAGE), PAGE)
    // A folder is told once, by its name, in the place of all that is in it.
    const entryOf = (key: string) => {
      const end = delimiter ? key.indexOf(delimiter, prefix.length) : -1
      return end < 0 ? key : key.slice(0, end + 1)
    }
    const keys = [...objects.keys()].filter((key) => key.startsWith(prefix))
    const entries = [...new Set(keys.map(entryOf))].filter((entry) => entry > after).sort()
    const page = entries.slice(0, limit)
    const isMore = entries.length > limit
    const told = page.map((entry) => {
      const held = objects.get(entry)
      return held
        ? `<Contents><Key>${entry}</Key><LastModified>${held.storedAt.toISOString()}</LastModified><ETag>${held.etag}</ETag><Size>${held.body.length}</Size></Contents>`
        : `<CommonPrefixes><Prefix>${entry}</Prefix></CommonPrefixes>`
    })
    const next = isMore ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : ''
    const head = `<Name>${name}</Name><Prefix>${prefix}</Prefix><KeyCount>${page.length}</KeyCount><IsTruncated>${isMore}</IsTruncated>`
    return xml('ListBucketResult', `${head}${next}${told.join('')}`)
  }

  const deleteMany = ({ body }: Asked): Answer => {
    const keys = [...body.toString().matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key]) => key as string)
    for (const key of keys) objects.delete(key)
    return xml('DeleteResult', keys.map((key) => `<Deleted><Key>${key}</Key></Deleted>`).join(''))
  }

  const inParts = (asked: Asked): Answer => {
    const { method, key, query, body } = asked
    if (query.has('uploads')) {
      const id = String(uploads.size + 1)
      uploads.set(id, new Map())
      return xml('InitiateMultipartUploadResult', `<Bucket>${name}</Bucket><Key>${key}</Key><UploadId>${id}</UploadId>`)
    }
    const id = query.get('uploadId') ?? ''
    const parts = uploads.get(id)
    if (!parts) return fault(404, 'NoSuchUpload')
    if (method === 'PUT') {
      parts.set(Number(query.get('partNumber')), body)
      return { status: 200, headers: { etag: `"${createHash('md5').update(body).digest('hex')}"` } }
    }
    if (method === 'DELETE') return { status: uploads.delete(id) ? 204 : 404 }
    const all = Buffer.concat([...parts].sort(([a], [b]) => a - b).map(([, part]) => part))
    const stored = store(key, all, asked)
    if (stored.status !== 200) return stored
    uploads.delete(id)
    return xml('CompleteMultipartUploadResult', `<Key>${key}</Key><ETag>${stored.headers?.etag}</ETag>`)
  }

  const answer = (asked: Asked): Answer => {
    const { method, key, query, headers } = asked
    if (!headers.authorization?.includes(`Credential=${KEY_ID}/`)) return fault(403, 'InvalidAccessKeyId')
    if (refusing?.keys.test(pathOf(asked))) return fault(...refusing.how)
    if (query.has('uploads') || query.has('uploadId')) return inParts(asked)
    if (key === '' && method === 'GET') return list(asked)
    if (key === '' && method === 'POST' && query.has('delete')) return deleteMany(asked)
    if (method === 'PUT') return store(key, asked.body, asked)
    if (method === 'GET' || method === 'HEAD') return read(asked)
    if (method === 'DELETE') {
      objects.delete(key)
      return { status: 204 }
    }
    return fault(501, 'NotImplemented')
  }

  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const { method = '', headers } = request
    const { pathname, searchParams: query } = new URL(request.url ?? '', 'http://bucket')
    const [, bucket, ...path] = decodeURIComponent(pathname).split('/')
    const body = Buffer.concat(await request.toArray())
    const asked = { method, key: path.join('/'), query, headers, body }
    if (hanging?.test(pathOf(asked))) {
      hung.add(response)
      return
    }
    send(response, method, bucket === name ? answer(asked) : fault(404, 'NoSuchBucket'))
  }
  const server = createServer((request, response) => void serve(request, response).catch(() => response.destroy()))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    name,
    environment: {
      AWS_ENDPOINT: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      AWS_ALLOW_HTTP: 'true',
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: KEY_ID,
      AWS_SECRET_ACCESS_KEY: 'tests',
    },
    objects,
    hang: (isHanging, keys = /^/) => {
      hanging = isHanging ? keys : null
      for (const response of hung) response.destroy()
      hung.clear()
    },
    refuse: (isRefusing, keys = /^/, how = [403, 'AccessDenied']) => {
      refusing = isRefusing ? { keys, how } : null
    },
    ignoreRanges: (isIgnoring, keys = /^/) => {
      whole = isIgnoring ? keys : null
    },
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

/** The object, or the folder whose list is asked for. */
const pathOf = ({ key, query }: Asked) => key || (query.get('prefix') ?? '')

/** First and last byte of `bytes=0-9`, `bytes=5-` or `bytes=-8`; null: the whole. */
function rangeOf(header: string | undefined, size: number): [number, number] | null {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (from === '' && to === '') return null
  if (from === '') return [Math.max(size - Number(to), 0), size - 1]
  return [Number(from), to === '' ? size - 1 : Math.min(Number(to), size - 1)]
}

const xml = (root: string, inner: string): Answer => ({
  status: 200,
  headers: { 'content-type': 'application/xml' },
  body: `<?xml version="1.0" encoding="UTF-8"?><${root} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${inner}</${root}>`,
})

const fault = (status: number, code: string): Answer => ({
  ...xml('Error', `<Code>${code}</Code><AWSAccessKeyId>${KEY_ID}</AWSAccessKeyId>`),
  status,
})

function send(response: ServerResponse, method: string, { status, headers = {}, body = '' }: Answer): void {
  const bytes = Buffer.from(body)
  response.writeHead(status, { ...headers, ...(status === 204 ? {} : { 'content-length': bytes.length }) })
  response.end(method === 'HEAD' ? undefined : bytes)
}
