import { spawnSync } from 'node:child_process'
import { createServer } from 'node:http'
import { expect, test } from 'vitest'
import { listen, stopServer } from '@/lib/http/listen'

/** `npm run web` with this environment, until it gives up. */
const web = (environment: Record<string, string>, ...args: string[]) =>
  spawnSync(process.execPath, ['--import', 'tsx', 'scripts/web.ts', ...args], {
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...environment },
    encoding: 'utf8',
    timeout: 20_000,
  })

const DATABASE = { DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/nothing' }

test('web without a database says so and ends as wrong usage', () => {
  const { status, stderr } = web({})
  expect([status, stderr.trim().split('\n')]).toEqual([2, [expect.stringContaining('DATABASE_URL is needed')]])
})

test('web explains itself, and knows no other flag', () => {
  expect(web({}, '--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('npm run web') })
  expect(web(DATABASE, '--nonsense').status).toBe(2)
})

test('web on a port that is taken ends with one sentence', async () => {
  const other = createServer()
  const port = await listen(other, { host: '127.0.0.1', port: 0 })
  const { status, stderr } = web({ ...DATABASE, PORT: String(port) })
  await stopServer(other)
  expect(status).toBe(1)
  expect(stderr).toContain(`Port ${port} on 127.0.0.1 is taken by another program`)
  expect(stderr).not.toContain('    at ')
})
