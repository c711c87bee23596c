import { spawn } from 'node:child_process'
import { type Cases, casesOf } from './count-cases'
import { type Failure, listFailures } from './list-failures'
import type { Command, Step } from './steps'

export interface StepResult extends Cases {
  name: string
  seconds: number
  failures: Failure[]
}

/**
 * Runs the programs of a step one after the other, up to the first that fails, with their output passed on.
 * @param reportFile where a test runner writes its report; must not exist yet
 * @param out where the programs' stdout goes
 */
export async function runStep(
  step: Step,
  reportFile: string,
  signal: AbortSignal,
  out: NodeJS.WriteStream,
): Promise<StepResult> {
  const startedAt = performance.now()
  let succeeded = true
  for (const command of step.commands) {
    succeeded = await runProgram(command, reportFile, signal, out)
    if (!succeeded) break
  }
  const cases = step.cases
    ? casesOf(step.cases, reportFile, succeeded)
    : { passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1, skipped: 0 }
  const failures = step.cases && cases.failed > 0 ? listFailures(step.cases, reportFile) : []
  return { name: step.name, seconds: (performance.now() - startedAt) / 1000, ...cases, failures }
}

function runProgram(
  [program, ...args]: Command,
  reportFile: string,
  signal: AbortSignal,
  out: NodeJS.WriteStream,
): Promise<boolean> {
  const child = spawn(program, args, {
    stdio: ['ignore', out, 'inherit'],
    signal,
    killSignal: 'SIGTERM',
    env: {
      ...process.env,
      NEXT_TELEMETRY_DISABLED: '1',
      VITEST_REPORT_FILE: reportFile,
      PLAYWRIGHT_JSON_OUTPUT_NAME: reportFile,
    },
  })
  return new Promise((resolve) => {
    child.once('error', () => resolve(false))
    child.once('exit', (code) => resolve(code === 0))
  })
}
