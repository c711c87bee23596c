import { parseArgs } from 'node:util'
import { config } from '@/lib/config'
import { InputError, RefusedError } from '@/lib/errors'
import { openDatabase } from '@/lib/house/open-database'
import { failureOf } from './command/failure'
import { helpOf } from './command/help'
import { reportProgress } from './command/progress'
import type { Command, CommandAnswer, CommandContext, Options, OptionValues } from './command/types'

const SAME_SIGNAL_MS = 700

/**
 * The doorway of every command: flags in, exit status out (0 done, 1 failed, 2 wrong usage or environment). `--help` explains,
 * `--json` prints one object on stdout; everything said on the way goes to stderr. The first SIGINT stops cleanly, the second at once.
 */
export async function runCommand<const O extends Options>(command: Command<O>): Promise<never> {
  const status = await execute(command, process.argv.slice(2))
  process.exit(status)
}

async function execute<O extends Options>(command: Command<O>, argv: string[]): Promise<number> {
  const stop = stopSignal()
  try {
    const { values, positionals, wantsHelp, wantsJson } = parse(command, argv)
    if (wantsHelp) return await print(helpOf(command), 0)
    const answer = await perform(command, { values, positionals, signal: stop })
    return await print(wantsJson ? JSON.stringify(answer.json) : answer.text, (answer.failed ?? stop.aborted) ? 1 : 0)
  } catch (error) {
    return tell(error, stop)
  }
}

async function perform<O extends Options>(
  command: Command<O>,
  given: Pick<CommandContext<O>, 'values' | 'positionals' | 'signal'>,
): Promise<CommandAnswer> {
  const settings = config()
  const context = { ...given, say, progress: reportProgress, databaseUrl: '' }
  if (!command.needsDatabase) return command.run(context)

  const open = await openDatabase(settings, `npm run ${command.name}`)
  // Imported only now: the generated client may not be there for commands that need no database.
  const { connect, disconnect } = await import('@/lib/database/client')
  try {
    connect(open.url)
    return await command.run({ ...context, databaseUrl: open.url })
  } finally {
    await disconnect()
    await open.close()
  }
}

function parse<O extends Options>({ name, options, positionals = [] }: Command<O>, argv: string[]) {
  try {
    const parsed = parseArgs({
      args: argv,
      allowPositionals: true,
      options: { ...options, help: { type: 'boolean', short: 'h' }, json: { type: 'boolean' } },
    })
    const { help, json, ...values } = parsed.values
    if (!help) checkCount(positionals, parsed.positionals)
    return {
      values: values as OptionValues<O>,
      positionals: parsed.positionals,
      wantsHelp: help === true,
      wantsJson: json === true,
    }
  } catch (error) {
    throw new InputError(`${(error as Error).message.split('. ')[0]}. npm run ${name} -- --help lists what it takes.`)
  }
}

function checkCount(names: string[], given: string[]): void {
  const needed = names.filter((name) => !name.startsWith('['))
  const missing = needed.slice(given.length)
  if (missing.length > 0) throw new Error(`${missing.join(' and ')} must be given`)
  const isOpenEnded = names.some((name) => name.includes('...'))
  if (!isOpenEnded && given.length > names.length) throw new Error(`Too much: ${given.slice(names.length).join(' ')}`)
}

function stopSignal(): AbortSignal {
  const controller = new AbortController()
  let firstAt = 0
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      // npm passes on the signal that the terminal has sent already: what follows at once is the same Ctrl-C.
      if (controller.signal.aborted && Date.now() - firstAt < SAME_SIGNAL_MS) return
      if (controller.signal.aborted) process.exit(1)
      firstAt = Date.now()
      say('Stopping …')
      controller.abort(new RefusedError('Stopped before the end; the next run goes on from here.'))
    })
  }
  return controller.signal
}

/** What was stopped is no failure to explain; the rest is told as `failureOf` sees it. */
function tell(error: unknown, stop: AbortSignal): number {
  const { sentence, status } = failureOf(stop.aborted ? stop.reason : error)
  say(sentence)
  return status
}

function say(line: string): void {
  process.stderr.write(`${line}\n`)
}

/** Waits until the text is out: leaving the process would cut off what a pipe has not taken yet. */
function print(text: string, status: number): Promise<number> {
  return new Promise((resolve) => process.stdout.write(`${text}\n`, () => resolve(status)))
}
