import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { devNull } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { temporaryFolder } from '../support/house'

const TSX = pathToFileURL(resolve('node_modules/tsx/dist/loader.mjs')).href

let folder: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => folder.remove())

/** Runs processes of ours in the folder, until they have read their settings. */
function run(script: 'web' | 'worker' | 'backup', environment: Record<string, string> = {}) {
  const args = ['--import', TSX, resolve(`scripts/${script}.ts`), ...(script === 'backup' ? ['file'] : [])]
  const env = {
    NODE_ENV: 'production' as const,
    PATH: process.env.PATH,
    TSX_TSCONFIG_PATH: resolve('tsconfig.json'),
    ...environment,
  }
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: folder.path, env, encoding: 'utf8' })
  return { status, stderr }
}

const write = (text: string, name = '.env') => writeFileSync(join(folder.path, name), text)

test.each(['web', 'worker', 'backup'] as const)('%s reads .env where it is started', (script) => {
  write('PORT=eighty\n')
  expect(run(script)).toMatchObject({ status: 2, stderr: expect.stringContaining('PORT takes a whole number') })
})

test('the environment wins over the file, also to take a setting away', () => {
  write('PORT=eighty\nTIME_ZONE=Mars/Olympus\nHOST=?\n')
  const { stderr } = run('backup', { PORT: '3000', TIME_ZONE: '' })
  expect(stderr).toContain('HOST takes')
  expect(stderr).not.toMatch(/PORT|TIME_ZONE/)
})

test('ENV_FILE names another file, or none', () => {
  write('PORT=eighty\n')
  write('HOST=?\n', 'other.env')
  expect(run('backup', { ENV_FILE: 'other.env' }).stderr).toMatch(/:\n {2}HOST takes[^\n]+\n$/)
  expect(run('web', { ENV_FILE: devNull }).stderr).toContain('DATABASE_URL is needed')
})

test('a file that is not there is told only when it was named', () => {
  expect(run('web').stderr).toContain('DATABASE_URL is needed')
  expect(run('web', { ENV_FILE: 'other.env' })).toEqual({
    status: 2,
    stderr: 'The file of settings other.env cannot be read (ENOENT).\n',
  })
})

test('a file that cannot be read is told in a sentence', () => {
  mkdirSync(join(folder.path, '.env'))
  expect(run('backup')).toEqual({ status: 2, stderr: 'The file of settings .env cannot be read (EISDIR).\n' })
})
