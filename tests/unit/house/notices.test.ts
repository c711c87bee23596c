import { expect, test } from 'vitest'
import { readConfig } from '@/lib/config'
import { listNotices } from '@/lib/house/notices'

test('a start without any setting tells what is missing or for this machine only, one line each', () => {
  const lines = listNotices(readConfig({}))
  expect(lines.map((line) => /[A-Z]+_[A-Z]+|SECRET/.exec(line)?.[0])).toEqual([
    'DATABASE_URL',
    'SMTP_URL',
    'BASE_URL',
    'SECRET',
    'ADMIN_EMAILS',
  ])
  expect(lines.every((line) => !line.includes('\n'))).toBe(true)
  expect(lines.join()).toContain('http://localhost:3000/mailbox')
})

test('a house with all its settings has nothing to tell', () => {
  const settings = readConfig({
    DATABASE_URL: 'postgresql://db/broadsheet',
    SMTP_URL: 'smtp://mail',
    BASE_URL: 'https://papers.example.org',
    SECRET: 's'.repeat(32),
    ADMIN_EMAILS: 'ada@example.org',
  })
  expect(listNotices(settings)).toEqual([])
})

test('in public, mail without a server is not said to be readable in a browser', () => {
  const lines = listNotices(readConfig({ BASE_URL: 'https://papers.example.org' })).join()
  expect(lines).not.toContain('/mailbox;')
  expect(lines).toContain('sent to nobody')
})

test('a clock that stands still is told', () => {
  expect(listNotices(readConfig({ NOW: '2026-11-20T08:00:00Z' })).join()).toContain('2026-11-20T08:00:00.000Z')
})
