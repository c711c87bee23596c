import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { makeUpCaptures } from '@/scripts/bench/trending-quality/made-up'

const folder = mkdtempSync(join(tmpdir(), 'broadsheet-captures-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What `npm run NAME -- ARGUMENTS` runs, without npm between. */
async function run(...args: string[]): Promise<{ status: number | null; said: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', ...args], {
    env: { PATH: process.env.PATH, NODE_ENV: process.env.NODE_ENV, DATA_DIR: '/dev/null/data', NO_COLOR: '1' },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk
    })
  }
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve))
  return { status, said }
}

/** Days of a month as an archive holds them: the answers of the API, one capture a line. */
function keepMonth(month: string, days: number): void {
  const lines = makeUpCaptures(`${month}-01`, days).map(({ day, at, entries }) =>
    JSON.stringify({
      date: day,
      capturedAt: at.toISOString(),
      papers: entries.map(({ paperId, upvotes, comments, repository, title, submittedAt }) => ({
        paper: {
          ...{ id: paperId, upvotes, title, submittedOnDailyAt: submittedAt },
          githubRepo: repository && `https://github.com/${repository}`,
        },
        numComments: comments,
      })),
    }),
  )
  writeFileSync(join(folder, `${month}.jsonl.gz`), gzipSync(lines.join('\n')))
}

const BENCH = ['scripts/bench.ts', 'trending-quality']
const rowsOf = (said: string, title: string) =>
  (said.split(/\n(?=all days|days from|judged days)/).find((part) => part.startsWith(title)) ?? '')
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| seen'))
    .map((line) => line.split('|').map((cell) => cell.trim()))

test('from a folder of captures early warning is learnt and all rules are judged: May and June reported, what is later kept apart', async () => {
  const model = join(folder, 'model.out')
  for (const [month, days] of [
    ['2025-03', 31],
    ['2025-04', 30],
    ['2025-05', 31],
    ['2025-06', 29],
    ['2025-07', 20],
  ] as const)
    keepMonth(month, days)
  const [trained, judged] = await Promise.all([
    run('scripts/train.ts', 'early-warning', '--data', folder, '--out', model),
    run(...BENCH, '--data', folder, '--judged'),
  ])
  expect(trained).toMatchObject({ status: 0, said: expect.stringContaining('on 61 days, 2025-03-01 to 2025-04-30') })
  expect(JSON.parse(readFileSync(model, 'utf8')).weights.code).toBeGreaterThan(0)

  expect(judged).toMatchObject({ status: 0, said: expect.stringContaining('files that were not understood: 0') })
  const reported = rowsOf(judged.said, 'days from 2025-05-01')
  // Five rules, and the sixth when its model ships, at two ages.
  expect([10, 12]).toContain(reported.length)
  expect(new Set(reported.map(([, , days]) => days))).toEqual(new Set(['60']))
  for (const [, , , spearman, topFive] of reported) {
    expect(Math.abs(Number(spearman))).toBeLessThanOrEqual(1)
    expect(Number(topFive)).toBeLessThanOrEqual(1)
  }
  expect(rowsOf(judged.said, 'judged days')[0]?.[2]).toBe('20 (anecdote)')
  expect(rowsOf(judged.said, 'all days')[0]?.[2]).toBe('121')
})

test('without captures both say so and compute nothing', async () => {
  const nowhere = join(folder, 'nowhere')
  for (const args of [
    ['scripts/train.ts', 'early-warning', '--data', nowhere],
    [...BENCH, '--data', nowhere],
  ])
    expect(await run(...args)).toMatchObject({ status: 1, said: expect.stringContaining('Nothing was computed') })
})
