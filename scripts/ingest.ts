import { z } from 'zod'
import { CategoryList } from '@/lib/configured-categories'
import { InputError } from '@/lib/errors'
import { hasFailed, type IngestReport } from '@/lib/ingest/report'
import { type Progress, runIngest } from '@/lib/ingest/run-ingest'
import { ingestDeps } from '@/lib/ingest/settings'
import { runSince } from '@/lib/ingest/submitted-since'
import { runCommand } from './command'
import type { CommandContext } from './command/types'
import { readPeople } from './ingest/authors'
import { sweepNow } from './ingest/sweep'

const options = {
  category: {
    type: 'string',
    multiple: true,
    takes: 'cs.LG',
    description: 'read only this category (default: CATEGORIES)',
  },
  since: {
    type: 'string',
    takes: '2026-11-01',
    description:
      'read what was submitted from that day on, instead of what is announced today; stopped, it goes on where it was',
  },
  sweep: {
    type: 'boolean',
    description:
      'ask OAI-PMH what changed since the last sweep and repair what the feeds missed; the worker does so nightly',
  },
  author: {
    type: 'string',
    multiple: true,
    takes: 'warner_s_1',
    description: "read this person's own list of papers instead: an ORCID or an arXiv author identifier",
  },
  'dry-run': { type: 'boolean', description: 'read and compare, write nothing' },
} as const

const UNITS = { read: 'categories read', store: 'papers stored', complete: 'papers completed' } as const

await runCommand({
  name: 'ingest',
  summary: 'Reads what arXiv announces today into the store. Running it again changes nothing.',
  options,
  needsDatabase: true,
  async run(context) {
    const { values, signal } = context
    const others = (['author', 'category', 'since', 'dry-run'] as const).filter((name) => values[name] !== undefined)
    if (values.sweep && others.length > 0) throw new InputError(`--sweep goes without --${others[0]}.`)
    if (values.sweep) return sweepNow(context)
    if (values.author) return readPeople(values.author, signal)
    const deps = ingestDeps(signal)
    const since = sinceOf(values.since, deps.clock.now())
    const categories = categoriesOf(values.category) ?? deps.categories
    const all = { ...deps, categories, dryRun: values['dry-run'] ?? false, onProgress: shown(context) }
    const report = since ? await runSince(since, all) : await runIngest(all)
    return { json: report, text: inWords(report), failed: hasFailed(report) }
  },
})

function categoriesOf(given: string[] | undefined): string[] | undefined {
  if (given === undefined) return undefined
  const read = CategoryList.safeParse(given.join(','))
  if (!read.success) throw new InputError(`--category ${read.error.issues[0]?.message}.`)
  return read.data
}

function sinceOf(given: string | undefined, now: Date): string | undefined {
  if (given === undefined) return undefined
  const day = z.iso.date().safeParse(given).data
  if (!day || day < '1991-07-01' || day > now.toISOString().slice(0, 10)) {
    throw new InputError(`--since takes a day up to today such as 2026-11-01, not ${given}.`)
  }
  return day
}

/** Shows one step after the other. */
function shown({ progress }: Pick<CommandContext<typeof options>, 'progress'>) {
  let current: { step: Progress['step']; done: number; display: ReturnType<typeof progress> } | undefined
  return ({ step, done, of }: Progress) => {
    if (current?.step !== step) {
      current?.display.done()
      current = { step, done: 0, display: progress(UNITS[step], of) }
    }
    current.display.advance(done - current.done)
    current.done = done
    if (done >= of) current.display.done()
  }
}

function inWords({ dryRun, added, updated, unchanged, rejected, categories, completion }: IngestReport): string {
  const failed = categories.filter(({ state }) => state === 'failed')
  const quiet = categories.filter(({ state }) => state === 'empty' || state === 'rest-day')
  return [
    `${dryRun ? 'Would be: ' : ''}${added} added, ${updated} updated, ${unchanged} unchanged, ${rejected.length} rejected.`,
    ...rejected.map(({ id, reason }) => `Rejected ${id}: it ${reason}.`),
    ...failed.map(({ category, reason }) => `Could not read ${category}: ${reason}`),
    ...(quiet.length > 0 ? [`Nothing announced: ${quiet.map(({ category }) => category).join(', ')}.`] : []),
    ...(completion.reason ? [`Not completed yet: ${completion.reason}`] : []),
  ].join('\n')
}
