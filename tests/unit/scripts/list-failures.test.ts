import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { listFailures } from '@/scripts/test/list-failures'

const folder = mkdtempSync(join(tmpdir(), 'broadsheet-failures-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function reported(report: unknown): string {
  const file = join(folder, 'report.json')
  writeFileSync(file, JSON.stringify(report))
  return file
}

test('failed cases are named with their file and the first line of their trouble', () => {
  const assertionResults = [
    { status: 'passed', fullName: 'adds' },
    { status: 'failed', fullName: 'subtracts', failureMessages: ['\u001b[31mexpected 1\u001b[39m\nat line 3'] },
  ]
  const testResults = [{ name: '/any/where/tests/unit/a.test.ts', status: 'failed', assertionResults }]
  expect(listFailures('vitest', reported({ testResults }))).toEqual([
    { test: 'tests/unit/a.test.ts › subtracts', trouble: 'expected 1' },
  ])
})

test('a file that cannot be loaded is named', () => {
  const testResults = [
    { name: 'tests/unit/b.test.ts', status: 'failed', message: 'no such module', assertionResults: [] },
  ]
  expect(listFailures('vitest', reported({ testResults }))).toEqual([
    { test: 'tests/unit/b.test.ts', trouble: 'no such module' },
  ])
})

test('browser tests are found in any depth of suites', () => {
  const spec = (title: string, ok: boolean) => ({
    title,
    ok,
    file: 'a.test.ts',
    tests: [{ results: [ok ? {} : { error: { message: 'timed out' } }] }],
  })
  const suites = [{ specs: [spec('opens', true)], suites: [{ specs: [spec('closes', false)] }] }]
  expect(listFailures('playwright', reported({ suites }))).toEqual([
    { test: 'a.test.ts › closes', trouble: 'timed out' },
  ])
})

test('without a report nothing is named', () => {
  expect(listFailures('vitest', join(folder, 'missing.json'))).toEqual([])
})
