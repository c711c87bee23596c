import { expect, test } from 'vitest'
import { type ReadMx, refusesMail } from '@/lib/accounts/refuses-mail'

const PUBLIC = { isLocal: false, smtpUrl: 'smtp://localhost:2525' }
const names = (...exchanges: string[]): ReadMx => {
  return async () => exchanges.map((exchange, priority) => ({ exchange, priority }))
}
const fails =
  (code: string): ReadMx =>
  async () => {
    throw Object.assign(new Error(code), { code })
  }

test.each([
  ['names a mail server', names('mx.example.org'), false],
  ['names none, so that its own address counts', fails('ENODATA'), false],
  ['names the null server', names(''), true],
  ['names the null server with its dot', names('.'), true],
  ['does not exist', fails('ENOTFOUND'), true],
  ['cannot be asked about', fails('ETIMEOUT'), false],
] as const)('a domain that %s', async (_, readMx, isRefused) => {
  expect(await refusesMail('ada@example.org', PUBLIC, readMx)).toBe(isRefused)
})

test('it is the domain that is asked about', async () => {
  const asked: string[] = []
  const readMx: ReadMx = async (domain) => {
    asked.push(domain)
    return []
  }
  await refusesMail('ada@papers.example.org', PUBLIC, readMx)
  expect(asked).toEqual(['papers.example.org'])
})

test.each([
  { isLocal: true, smtpUrl: 'smtp://localhost:2525' },
  { isLocal: false, smtpUrl: undefined },
])('a site whose mails stay on its machine asks nobody', async (site) => {
  const readMx: ReadMx = () => Promise.reject(new Error('asked'))
  expect(await refusesMail('ada@example.org', site, readMx)).toBe(false)
})
