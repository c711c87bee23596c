import { expect, test } from 'vitest'
import { header, headersOf, headerText, listIdOf, messageIdOf } from '@/lib/mail/headers'

const SITE = 'https://papers.example.org'

test('the id of a delivery is the same at every attempt and another for another delivery or site', () => {
  expect(messageIdOf('a', SITE)).toBe(messageIdOf('a', SITE))
  expect(new Set([messageIdOf('a', SITE), messageIdOf('b', SITE), messageIdOf('a', 'https://other.org')]).size).toBe(3)
  expect(messageIdOf('a', SITE)).toMatch(/^<[0-9a-f]{40}@papers\.example\.org>$/)
})

test('a list has an id below our domain', () => {
  expect(listIdOf('daily /search?q=Größe & more', SITE)).toBe('daily-search-q-gr-e-more.papers.example.org')
  expect(listIdOf('//', SITE)).toBe('list.papers.example.org')
})

test.each(['a\r\nBcc: eve@example.org', 'a\nb', 'a\0b', 'ü', '', 'x'.repeat(2000)])('no header from %j', (value) => {
  expect(() => header('List-Id', value)).toThrow('not a header')
})

test('text headers take every script and no control', () => {
  expect(headerText('Subject', 'Größe 大')).toBe('Größe 大')
  for (const value of ['a\r\nb', 'a\u0085b', 'a\u2028b', 'a\ud800b'])
    expect(() => headerText('Subject', value)).toThrow()
})

test('no header of a digest tells readers apart but those that let them leave', () => {
  const headersFor = (reader: string) =>
    headersOf('digest', 'Broadsheet', `${SITE}/`, {
      recipient: `${reader}@example.org`,
      from: 'digest@papers.example.org',
      messageId: messageIdOf(reader, SITE),
      date: new Date(0),
      listId: 'daily.papers.example.org',
      links: {
        unsubscribeUrl: `${SITE}/u/${reader}`,
        oneClickUrl: `${SITE}/o/${reader}`,
        leaveAddress: `b+${reader}@papers.example.org`,
        pauseUrl: `${SITE}/p/${reader}`,
        manageUrl: `${SITE}/m/${reader}`,
        paperUrls: () => ({ voteUrl: `${SITE}/v/${reader}`, saveUrl: `${SITE}/s/${reader}` }),
      },
    })
  const bob = new Map(headersFor('bob'))
  const differing = headersFor('ada').filter(([name, value]) => bob.get(name) !== value)
  expect(differing.map(([name]) => name)).toEqual(['List-Unsubscribe', 'List-Help'])
})
