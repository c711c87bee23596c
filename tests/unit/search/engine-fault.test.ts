import { expect, test } from 'vitest'
import { faultIn, judgeFault } from '@/lib/search/index/engine-fault'

/** As @lancedb/lancedb 0.33 said them, without the places in its own code. */
const AWAY = [
  'Invalid input, Failed to connect to namespace: IO { source: Generic { store: "S3", source: ListRequest { source: RetryError(RetryErrorImpl { method: GET, inner: Status { status: 403, body: Some("<Error><Code>AccessDenied</Code><AWSAccessKeyId>AKIA1</AWSAccessKeyId></Error>") } }) } } }',
  'lance error: LanceError(IO): Generic S3 error: Error performing list request: Error performing GET http://bucket/papers?list-type=2 in 692.057µs - Server returned non-2xx status code: 403 Forbidden: <Error><Code>AccessDenied</Code><AWSAccessKeyId>AKIA1</AWSAccessKeyId></Error>',
  'lance error: LanceError(IO): Generic S3 error: Error performing GET http://bucket/papers/x in 4.2s, after 3 retries, max_retries: 3, retry_timeout: 180s - Server returned non-2xx status code: 503 Service Unavailable: <Error><Code>SlowDown</Code></Error>',
  'lance error: LanceError(IO): Generic S3 error: Error performing GET http://bucket/papers/x in 120s, after 3 retries, max_retries: 3, retry_timeout: 180s - HTTP error: error sending request',
  'lance error: LanceError(IO): Generic LocalFileSystem error: Unable to open file /mnt/search/x: Stale file handle (os error 116)',
]
const DAMAGED = [
  "Table 'papers_1' was not found  Caused by: Dataset at path x/papers_1.lance was not found: Not found: x/papers_1.lance/_versions",
  'lance error: Dataset at path x/_versions/77.manifest was not found: Error performing HEAD http://bucket/papers/x/_versions/77.manifest in 485.351µs - Server returned non-2xx status code: 404 Not Found: ',
  'Failed to get next batch from stream: lance error: Cloned error: Wrapped error: LanceError(IO): Generic memory error: Invalid range 0..630 for object of size 20 bytes',
  'Failed to get next batch from stream: Not found: Wrapped error: LanceError(IO): Generic N/A error: Wrapped error: Not found: x/data/10.lance',
  'Failed to get next batch from stream: lance error: Cloned error: Invalid user input: file does not appear to be a Lance file (invalid magic: [76, 65, 78, 67])',
  'lance error: LanceError(IO): file size is too small',
  'lance error: LanceError(IO): Generic LocalFileSystem error: Unable to open file /data/search/x: No such file or directory (os error 2)',
]

const UNKNOWN = ['Generic S3 error: Requested 0..20, got 0..10', 'something that no version said so far']

test('a place that is away, busy or shut is told from an index that is missing or damaged, and from what nobody knows', () => {
  for (const message of AWAY) expect([message, judgeFault(new Error(message))]).toEqual([message, 'away'])
  for (const message of DAMAGED) expect([message, judgeFault(new Error(message))]).toEqual([message, 'damaged'])
  for (const message of UNKNOWN) expect([message, judgeFault(new Error(message))]).toEqual([message, 'unknown'])
})

test('what is told of an error is short and names no key', () => {
  expect(AWAY.slice(0, 3).map((message) => faultIn(new Error(message)))).toEqual([
    'AccessDenied',
    'AccessDenied',
    'SlowDown',
  ])
  for (const message of [...AWAY, ...DAMAGED, `an unknown one\n<AWSAccessKeyId>AKIA1</AWSAccessKeyId>`]) {
    expect(faultIn(new Error(message))).not.toContain('AKIA1')
    expect(faultIn(new Error(message)).length).toBeLessThanOrEqual(200)
  }
})
