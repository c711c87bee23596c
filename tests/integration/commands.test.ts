import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }

const COMMANDS = [
  'start',
  'dev',
  'web',
  'worker',
  'ingest',
  'import',
  'digest',
  'import',
  'doctor',
  'backup',
  'restore',
  'forget',
  'bounce',
  'bench',
  'chaos',
  'build',
  'test',
  'check',
]

/** What `npm run NAME -- FLAG` runs, without npm between. */
function run(name: string, flag: string): Promise<{ status: number | null; stdout: string; stderr: string }> {
  const [, ...args] = (scripts[name] ?? '').split(' ')
  // A data folder that cannot be made: help and wrong usage must not get that far.
  const env = { NODE_ENV: process.env.NODE_ENV, PATH: process.env.PATH, DATA_DIR: '/dev/null/data', NO_COLOR: '1' }
  const child = spawn(process.execPath, [...args, flag], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (chunk) => {
    stdout += String(chunk)
  })
  child.stderr.on('data', (chunk) => {
    stderr += String(chunk)
  })
  return new Promise((resolve) => child.once('close', (status) => resolve({ status, stdout, stderr })))
}

describe.each(COMMANDS)('npm run %s', (name) => {
  test.concurrent('explains itself and ends well', async ({ expect }) => {
    const { status, stdout } = await run(name, '--help')
    expect({ status, help: stdout }).toMatchObject({ status: 0, help: expect.stringContaining('npm run') })
  })

  test.concurrent('calls a flag that it does not know wrong usage, in a few words', async ({ expect }) => {
    const { status, stdout, stderr } = await run(name, '--no-such-flag')
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toContain('no-such-flag')
    expect(stderr).not.toContain('    at ')
  })
})

test('every one of them is a script of the package', () => {
  expect(COMMANDS.filter((name) => !scripts[name])).toEqual([])
})
