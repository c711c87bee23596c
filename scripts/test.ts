import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { InputError } from '@/lib/errors'
import { ensureChromium } from '@/tests/support/chromium'
import { runCommand } from './command'
import type { Failure } from './test/list-failures'
import { runStep, type StepResult } from './test/run-step'
import { GENERATE, isGenerated, STEPS, type Step } from './test/steps'

// With --json, stdout is for the one object.
const out = process.argv.includes('--json') ? process.stderr : process.stdout

await runCommand({
  name: 'test',
  summary:
    'Runs every check there is, shows the faults of all, and ends with a line of totals; each check without cases is one.',
  options: {
    'no-browser': { type: 'boolean', description: 'all but the browser tests, as npm run check does' },
    only: { type: 'string', takes: 'STEP', description: `one of: ${STEPS.map((step) => step.name).join(', ')}` },
  },
  async run({ values, signal }) {
    const steps = values.only ? stepNamed(values.only) : STEPS.filter((step) => !(values['no-browser'] && step.browser))
    const results = await runSteps([...(isGenerated() ? [] : [GENERATE]), ...steps], signal)
    const total = (count: (result: StepResult) => number) => results.reduce((sum, result) => sum + count(result), 0)
    const [passed, failed, skipped] = [total((r) => r.passed), total((r) => r.failed), total((r) => r.skipped)]

    out.write(results.flatMap(({ failures }) => failures.map(failureLine)).join(''))
    out.write(`\n${results.map(summaryLine).join('')}${skipped > 0 ? `${skipped} skipped\n` : ''}`)
    return {
      json: { passed, failed, skipped, steps: results },
      text: `${passed} passed, ${failed} failed`,
      failed: failed > 0,
    }
  },
})

function stepNamed(name: string): Step[] {
  const step = STEPS.find((candidate) => candidate.name === name)
  if (!step) throw new InputError(`No step is called “${name}”. npm test -- --help lists them.`)
  return [step]
}

async function runSteps(steps: readonly Step[], signal: AbortSignal): Promise<StepResult[]> {
  const reports = mkdtempSync(join(tmpdir(), 'broadsheet-test-'))
  const results: StepResult[] = []
  for (const step of steps) {
    if (signal.aborted) break
    out.write(`\n▸ ${step.name}\n`)
    const reason = reasonToSkip(step, results)
    if (reason) out.write(`${reason}\n`)
    const result = reason
      ? { name: step.name, seconds: 0, passed: 0, failed: 1, skipped: 0, failures: [] }
      : await runStep(step, join(reports, `${results.length}.json`), signal, out)
    out.write(`${result.failed === 0 ? '✓' : '✗'} ${step.name}: ${result.seconds.toFixed(1)} s\n`)
    results.push(result)
  }
  rmSync(reports, { recursive: true, force: true })
  return results
}

/** Why a step cannot be run at all, in one sentence; it counts as failed. */
function reasonToSkip(step: Step, before: StepResult[]): string | null {
  if (before.some((result) => result.name === step.after && result.failed > 0)) {
    return `There is nothing to test: “${step.after}” failed.`
  }
  if (!step.browser) return null
  try {
    process.env.CHROMIUM_PATH = ensureChromium()
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function failureLine({ test, trouble }: Failure): string {
  return `\n✗ ${test}\n  ${trouble}\n`
}

function summaryLine({ name, seconds, passed, failed }: StepResult): string {
  const mark = failed === 0 ? '✓' : '✗'
  return `${mark} ${name.padEnd(18)} ${seconds.toFixed(1).padStart(6)} s  ${passed} passed, ${failed} failed\n`
}
