import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { makeFolder } from '@/lib/make-folder'

const root = mkdtempSync(join(tmpdir(), 'broadsheet-folder-'))
afterAll(() => rmSync(root, { recursive: true }))

test('a folder is made with what is missing above it, and may be there already', () => {
  const folder = join(root, 'a', 'b', 'c')
  makeFolder(folder)
  makeFolder(folder)
  expect(statSync(folder).isDirectory()).toBe(true)
})

test('where none can be made, the system says why, at once', () => {
  writeFileSync(join(root, 'file'), '')
  expect(() => makeFolder(join(root, 'file'))).toThrow('EEXIST')
  expect(() => makeFolder(join(root, 'file', 'x'))).toThrow('ENOTDIR')
})

test.runIf(process.platform === 'linux')(
  'a file system without room for folders is an error, not a wait for ever',
  () => {
    expect(() => makeFolder('/proc/x/y')).toThrow('ENOENT')
  },
)
