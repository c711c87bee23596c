import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureChromium } from '@/tests/support/chromium'
import { runStep, type StepResult } from './test/run-step'
import { GENERATE, isGenerated, STEPS, type Step } from './test/steps'

const USAGE = `npm test, npm run check [-- --no-browser] [--only NAME]

Runs every check there is, shows the faults of all, and ends with a line of totals, "N passed, N failed":
cases of tests, and one for each check without cases.

  --no-browser   all but the browser tests (npm run check)
  --only NAME    one step: ${STEPS.map((step) => step.name).join(', ')}
  --json         the totals and steps as one JSON object on the last line instead
  --help         this text
`

await main(process.argv.slice(2))

async function main(args: string[]) {
  const flags = readFlags(args)
  if (!flags) return
  const interrupt = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupt.abort())

  const reports = mkdtempSync(join(tmpdir(), 'broadsheet-test-'))
  const results: StepResult[] = []
  for (const step of [...(isGenerated() ? [] : [GENERATE]), ...chosen(flags)]) {
    if (interrupt.signal.aborted) break
    say(`\n▸ ${step.name}\n`)
    const result = await runOrRefuse(step, results, join(reports, `${results.length}.json`), interrupt.signal)
    say(`${result.failed === 0 ? '✓' : '✗'} ${step.name}: ${result.seconds.toFixed(1)} s\n`)
    results.push(result)
  }
  rmSync(reports, { recursive: true, force: true })
  conclude(results, interrupt.signal.aborted, flags.json)
}

function readFlags(args: string[]) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        'no-browser': { type: 'boolean', default: false },
        only: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    })
    if (values.only && !STEPS.some((step) => step.name === values.only))
      throw new Error(`no step is named ${values.only}`)
    if (!values.help) return values
    say(USAGE)
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`)
    process.exitCode = 2
  }
  return null
}

type Flags = NonNullable<ReturnType<typeof readFlags>>

function chosen(flags: Flags): readonly Step[] {
  if (flags.only) return STEPS.filter((step) => step.name === flags.only)
  return STEPS.filter((step) => !(flags['no-browser'] && step.browser))
}

async function runOrRefuse(step: Step, before: StepResult[], reportFile: string, signal: AbortSignal) {
  const refused = (reason: string): StepResult => {
    process.stderr.write(`${reason}\n`)
    return { name: step.name, seconds: 0, passed: 0, failed: 1, skipped: 0 }
  }
  if (before.some((result) => result.name === step.after && result.failed > 0))
    return refused(`not without: ${step.after}`)
  if (step.browser) {
    try {
      process.env.CHROMIUM_PATH = ensureChromium()
    } catch (error) {
      return refused(error instanceof Error ? error.message : String(error))
    }
  }
  return runStep(step, reportFile, signal)
}

function conclude(results: StepResult[], interrupted: boolean, json: boolean) {
  const sum = (count: (result: StepResult) => number) => results.reduce((total, result) => total + count(result), 0)
  const [passed, failed, skipped] = [sum((r) => r.passed), sum((r) => r.failed), sum((r) => r.skipped)]
  say('\n')
  for (const result of results) say(summaryLine(result))
  if (interrupted) say('interrupted: what follows was not run\n')
  if (skipped > 0) say(`${skipped} skipped\n`)
  say(
    json ? `${JSON.stringify({ passed, failed, skipped, steps: results })}\n` : `${passed} passed, ${failed} failed\n`,
  )
  process.exitCode = failed > 0 || interrupted ? 1 : 0
}

function summaryLine({ name, seconds, passed, failed }: StepResult): string {
  return `${failed === 0 ? '✓' : '✗'} ${name.padEnd(18)} ${seconds.toFixed(1).padStart(6)} s  ${passed} passed, ${failed} failed\n`
}

function say(text: string) {
  process.stdout.write(text)
}
