import { readFileSync } from 'node:fs'
import { z } from 'zod'

export interface Cases {
  passed: number
  failed: number
  skipped: number
}

const VitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
})

const PlaywrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
})

/**
 * What a JSON report of the runner says. A test file that cannot even be loaded holds no case, and counts as one that failed.
 * @param text the report's text
 */
export function countCases(runner: 'vitest' | 'playwright', text: string): Cases {
  const report: unknown = JSON.parse(text)
  if (runner === 'playwright') {
    // A test that passed at its second try is not one to lean on.
    const { expected, unexpected, flaky, skipped } = PlaywrightReport.parse(report).stats
    return { passed: expected, failed: unexpected + flaky, skipped }
  }
  const counted = VitestReport.parse(report)
  const unloaded = counted.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
  return {
    passed: counted.numPassedTests,
    failed: counted.numFailedTests + unloaded.length,
    skipped: counted.numPendingTests + counted.numTodoTests,
  }
}

/**
 * The cases of a step that ended: those of its report, and at least one failure when the program itself failed.
 * @param file where the runner was told to write; may be missing when it died
 */
export function casesOf(runner: 'vitest' | 'playwright', file: string, succeeded: boolean): Cases {
  const cases = readReport(runner, file)
  return succeeded || cases.failed > 0 ? cases : { ...cases, failed: 1 }
}

function readReport(runner: 'vitest' | 'playwright', file: string): Cases {
  try {
    return countCases(runner, readFileSync(file, 'utf8'))
  } catch {
    // Without a report nothing is known to have passed.
    return { passed: 0, failed: 1, skipped: 0 }
  }
}
