import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { readConfig } from '@/lib/config'

const bucket = { SEARCH_URL: 's3://papers/search/' }
const key = { AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret' }

test('the index is kept in a folder, which knows nothing of buckets', () => {
  expect(readConfig({ DATA_DIR: '/srv/data', ...key }).search).toEqual({ url: '/srv/data/search', access: {} })
  expect(readConfig({ SEARCH_URL: 'shared/search' }).search.url).toBe(resolve('shared/search'))
})

test('or in a bucket, which is reached by what the usual variables say, wherever they were set', () => {
  const environment = { ...bucket, ...key, AWS_REGION: 'eu-central-1', AWS_ENDPOINT: '', PATH: '/bin' }
  expect(readConfig(environment).search).toEqual({
    url: 's3://papers/search',
    access: { aws_access_key_id: 'id', aws_secret_access_key: 'secret', aws_region: 'eu-central-1' },
  })
})

test.each([
  's3://',
  's3:/papers/search',
  's3://Papers/search',
  'https://papers.s3.amazonaws.com',
  'gs://papers/search',
])('nothing else is taken, such as %s', (url) => {
  expect(() => readConfig({ SEARCH_URL: url })).toThrow('SEARCH_URL takes a folder, or a bucket')
})

test.each([
  ['AWS_ALLOW_HTTP takes true', { ...bucket, AWS_ENDPOINT: 'http://127.0.0.1:9000' }],
  ['AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are needed together', { ...bucket, AWS_ACCESS_KEY_ID: 'id' }],
])('what no bucket could be reached by is refused at start: %s', (message, environment) => {
  expect(() => readConfig(environment)).toThrow(message)
  expect(() => readConfig({ ...environment, SEARCH_URL: '' })).not.toThrow()
})
