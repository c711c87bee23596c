import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { FRUGAL } from '@/lib/house/frugal'

test.each(['worker', 'ingest'])('npm run %s is as frugal as the worker of the house', (name) => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
  expect(scripts[name]).toContain(`node ${FRUGAL.join(' ')} `)
})
