import { expect, test } from 'vitest'
import { casesOf, countCases } from '@/scripts/test/count-cases'

const vitest = (numPassedTests: number, numFailedTests: number, files: [status: string, cases: number][] = []) =>
  JSON.stringify({
    numPassedTests,
    numFailedTests,
    numPendingTests: 2,
    numTodoTests: 1,
    testResults: files.map(([status, cases]) => ({ status, assertionResults: Array(cases).fill({}) })),
  })

test('cases are counted as the runner tells them', () => {
  expect(countCases('vitest', vitest(7, 1, [['failed', 8]]))).toEqual({ passed: 7, failed: 1, skipped: 3 })
})

test('a test file that cannot be loaded is one failure', () => {
  expect(countCases('vitest', vitest(7, 0, [['failed', 0]]))).toMatchObject({ passed: 7, failed: 1 })
})

test('a browser test that needed a second try has failed', () => {
  const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 0 }
  expect(countCases('playwright', JSON.stringify({ stats }))).toEqual({ passed: 5, failed: 2, skipped: 0 })
})

test('a runner that died without a report has failed', () => {
  expect(casesOf('vitest', 'no/such/report.json', false)).toEqual({ passed: 0, failed: 1, skipped: 0 })
})
