import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { eventually } from '../support/eventually'
import { temporaryFolder } from '../support/house'

/** Everything that the tool makes lies here. */
let folder: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => folder.remove())

/** The search engine's own temporary folders, of writers that were killed, are none of ours. */
const left = () => readdirSync(folder.path).filter((name) => !name.startsWith('.tmp'))

/** Starts `node --import tsx ARGS` in a process group of its own, as a terminal does. */
function start(...args: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', ...args], {
    env: { PATH: process.env.PATH, NODE_ENV: process.env.NODE_ENV, TMPDIR: folder.path, TSX_DISABLE_CACHE: '1' },
    stdio: 'ignore',
    detached: true,
  })
  return { pid: child.pid as number, ended: once(child, 'exit').then(([status]) => status as number | null) }
}

interface Running {
  pid: number
  parent: number
  command: string
}

/** What runs on this machine now. */
function listProcesses(): Running[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,stat=,args='], { encoding: 'utf8' }).trim().split('\n')
  return lines.flatMap((line) => {
    const [, pid, parent, state, command = ''] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? []
    return state?.startsWith('Z') ? [] : [{ pid: Number(pid), parent: Number(parent), command }]
  })
}

/** A process and all that descend from it. */
function familyOf(pid: number): Running[] {
  const all = listProcesses()
  const below = (parent: number): Running[] =>
    all.filter((each) => each.parent === parent).flatMap((each) => [each, ...below(each.pid)])
  return [...all.filter((each) => each.pid === pid), ...below(pid)]
}

/** Waits until it runs each of these programs, and gives the whole family. */
const runs = (pid: number, ...programs: RegExp[]) =>
  eventually(
    () => {
      const family = familyOf(pid)
      return programs.every((program) => family.some(({ command }) => program.test(command))) && family
    },
    { withinMs: 60_000, everyMs: 100 },
  )

function stillRunning(family: Running[]): Running[] {
  const all = listProcesses()
  return family.filter(({ pid, command }) => all.some((each) => each.pid === pid && each.command === command))
}

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)(
  'a bench ended by %s takes its database, its folder and its processes along',
  async (signal, status) => {
    const bench = start('scripts/bench.ts', 'ingest', '--papers', '5000')
    const family = await runs(bench.pid, /bench\/ingest\/measure/, /postgres/)
    process.kill(bench.pid, signal)
    expect(await bench.ended).toBe(status)
    expect([stillRunning(family), left()]).toEqual([[], []])
  },
  120_000,
)

test('a bench that is ended while its database starts leaves none', async () => {
  const bench = start('scripts/bench.ts', 'ingest', '--papers', '50')
  const family = await runs(bench.pid, /initdb|postgres/)
  process.kill(bench.pid, 'SIGTERM')
  expect(await bench.ended).toBe(143)
  expect([stillRunning(family), left()]).toEqual([[], []])
}, 120_000)

test.each([
  ['feed', /feed-process/],
  ['search', /keeper-process/],
])(
  'a run of chaos (%s) whose whole group is ended, and which leaves at once, takes its database along',
  async (run, program) => {
    const chaos = start('scripts/chaos.ts', run, '--workers', '1')
    const family = await runs(chaos.pid, program, /postgres/)
    let hasEnded = false
    void chaos.ended.then(() => {
      hasEnded = true
    })
    // The first asks to play to the end of a history; a later one, that is no echo of it, does not.
    await eventually(() => hasEnded || (process.kill(-chaos.pid, 'SIGTERM') && null), { everyMs: 200 })
    await eventually(() => stillRunning(family).length === 0, { withinMs: 30_000 })
    expect(left()).toEqual([])
  },
  120_000,
)
