import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { FRUGAL, ROOMY } from '@/lib/house/node-options'

test.each([
  ['worker', FRUGAL],
  ['ingest', FRUGAL],
  ['web', ROOMY],
])('npm run %s runs with the options of the house', (name, options) => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
  expect(scripts[name]).toContain(`node ${options.join(' ')} `)
})
