import { parseArgs } from 'node:util'
import { RefusedError } from '@/lib/errors'
import { ARCHIVE_FOLDER, readArchive } from '@/lib/signals/early-warning/archive'
import type { Capture } from '@/lib/signals/early-warning/daily-list'
import { MODEL, type Model } from '@/lib/signals/early-warning/model'
import { type ListedDay, listDays } from '@/lib/signals/early-warning/next-day'
import { TRAIN_BEFORE, trainEarlyWarning } from '@/lib/signals/early-warning/train'
import { makeUpCaptures } from './trending-quality/made-up'
import { type Age, measure } from './trending-quality/measure'
import { hackerNews, lobsters, ours, type Rule, reddit, votesSoFar, withEarlyWarning } from './trending-quality/rules'

const USAGE = `npm run bench -- trending-quality [--data ${ARCHIVE_FOLDER}] [--judged] [--made-up]

Which rule knows in the morning what is on top on the next day: daily lists of Hugging Face as they were at instants, ranked by each rule, against
the upvotes of the whole next-day list. Spearman's correlation with middle ranks for ties, a paper that was not listed yet below all
others; the share of the five best, ties at the edge by lot; means over days, one sight a day. Early warning learns from days before ${TRAIN_BEFORE},
so the table is of May and June 2025; what comes after June is kept apart, and read only with --judged. Fewer than 30 days are an anecdote.

--made-up runs on lists that nobody ever saw, and trains on their first half. Its figures say nothing.
`

const AGES: Age[] = [
  { from: 5, before: 12 },
  { from: 0, before: 5 },
]
const JUDGED_FROM = '2025-07-01'
const ANECDOTE = 30

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: ARCHIVE_FOLDER },
    judged: { type: 'boolean', default: false },
    'made-up': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

if (values.help) process.stdout.write(USAGE)
else bench()

function bench(): void {
  try {
    if (values['made-up']) benchMadeUp()
    else benchArchive(values.data)
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error
    process.stderr.write(`${error.message} --made-up shows the machinery on lists that nobody ever saw.\n`)
    process.exitCode = 1
  }
}

function benchArchive(folder: string): void {
  const { captures, unread } = readArchive(folder)
  print(`${captures.length} captures in ${folder}; files that were not understood: ${unread.length}.`)
  const days = listDays(captures)
  table(`all days before ${JUDGED_FROM}, rules that learn nothing`, between(days, '', JUDGED_FROM), null)
  table(`days from ${TRAIN_BEFORE} on, before ${JUDGED_FROM}`, between(days, TRAIN_BEFORE, JUDGED_FROM), MODEL)
  if (values.judged) table(`judged days from ${JUDGED_FROM} on`, between(days, JUDGED_FROM, '9999'), MODEL)
}

function benchMadeUp(): void {
  const days = listDays([...makeUpCaptures('2025-03-01', 60), ...makeUpCaptures(TRAIN_BEFORE, 60)] satisfies Capture[])
  const model = trainEarlyWarning(days, { trainedOn: 'lists that nobody ever saw', now: new Date(0) })
  print('MADE UP: these lists never were, and the figures say nothing about any rule.')
  table('made-up days', between(days, TRAIN_BEFORE, '9999'), model)
}

function between(days: ListedDay[], from: string, until: string): ListedDay[] {
  return days.filter(({ day }) => day >= from && day < until)
}

function table(title: string, days: ListedDay[], model: Model | null): void {
  const rules: [string, Rule][] = [
    ['votes so far', votesSoFar],
    ['HN', hackerNews],
    ['Reddit', reddit],
    ['Lobsters', lobsters],
    ['ours', ours],
    ...(model?.origin ? [['ours with early warning', withEarlyWarning(model)] as [string, Rule]] : []),
  ]
  print(
    `\n${title}${model && !model.origin ? ' (early warning has not been trained: npm run train -- early-warning)' : ''}`,
  )
  for (const age of AGES) {
    print(
      `\n| seen ${age.from} to ${age.before} hours into the day | days | Spearman | of the top 5 |\n|---|---|---|---|`,
    )
    for (const [name, rule] of rules) {
      const { days: count, spearman, topFive } = measure(days, age, rule)
      const figures = count === 0 ? '– | –' : `${spearman.toFixed(3)} | ${topFive.toFixed(3)}`
      print(`| ${name} | ${count}${count < ANECDOTE ? ' (anecdote)' : ''} | ${figures} |`)
    }
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
