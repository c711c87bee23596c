import { readFileSync } from 'node:fs'
import { z } from 'zod'

/** A test that failed: where it stands, its name, and the first line of its trouble. */
export interface Failure {
  test: string
  trouble: string
}

const VitestReport = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().default(''),
      assertionResults: z.array(
        z.object({ status: z.string(), fullName: z.string(), failureMessages: z.array(z.string()).default([]) }),
      ),
    }),
  ),
})

const Spec = z.object({
  title: z.string(),
  file: z.string(),
  ok: z.boolean(),
  tests: z.array(z.object({ results: z.array(z.object({ error: z.object({ message: z.string() }).optional() })) })),
})
const Suite = z.object({
  specs: z.array(Spec).default([]),
  get suites() {
    return z.array(Suite).default([])
  },
})
const PlaywrightReport = z.object({ suites: z.array(Suite) })

/**
 * The tests that failed as a runner's JSON report tells them, so that they stand at the end of a long output; none where there is no
 * report or it cannot be read.
 */
export function listFailures(runner: 'vitest' | 'playwright', file: string): Failure[] {
  try {
    const report: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return runner === 'vitest' ? failuresOfVitest(report) : failuresOfPlaywright(report)
  } catch {
    return []
  }
}

const failuresOfVitest = (report: unknown): Failure[] =>
  VitestReport.parse(report).testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = name.replace(/^.*\/(?=tests\/)/, '')
    const failed = assertionResults.filter((one) => one.status === 'failed')
    if (failed.length === 0 && status === 'failed') return [{ test: file, trouble: firstLine(message) }]
    return failed.map(({ fullName, failureMessages }) => ({
      test: `${file} › ${fullName}`,
      trouble: firstLine(failureMessages[0]),
    }))
  })

const failuresOfPlaywright = (report: unknown): Failure[] =>
  PlaywrightReport.parse(report)
    .suites.flatMap(specsOf)
    .flatMap(({ title, file, ok, tests }) => {
      const errors = tests.flatMap(({ results }) => results.flatMap(({ error }) => error?.message ?? []))
      return ok ? [] : [{ test: `${file} › ${title}`, trouble: firstLine(errors[0]) }]
    })

const specsOf = (suite: z.infer<typeof Suite>): z.infer<typeof Spec>[] => [
  ...suite.specs,
  ...suite.suites.flatMap(specsOf),
]

// Runners colour their messages.
const firstLine = (text = '') =>
  text
    .replace(new RegExp(`${String.fromCharCode(27)}\\[[\\d;]*m`, 'g'), '')
    .split('\n')[0]
    ?.slice(0, 300) ?? ''
