import { describe, expect, test } from 'vitest'
import { readClaims } from '@/lib/accounts/openid/ask-provider'
import { readConfig } from '@/lib/config'

describe('what a provider tells of somebody', () => {
  test('is an address only where it says, in so many words, that it verified it', () => {
    const read = (email_verified: unknown) =>
      readClaims({ sub: '1', email: 'Ada@Example.org', email_verified }, 'groups')?.email
    expect([true, 'true', false, 'false', 1, null, undefined, {}].map(read)).toEqual([
      'ada@example.org',
      'ada@example.org',
      ...[null, null, null, null, null, null],
    ])
    expect(readClaims({ sub: '1', email: 'ada@example.org\nbcc:x', email_verified: true }, 'groups')?.email).toBeNull()
  })

  test('is nothing without a subject, and of groups only a list of texts', () => {
    expect(readClaims({ email: 'ada@example.org', email_verified: true }, 'groups')).toBeNull()
    expect(readClaims({ sub: '1', roles: ['a', 'b'] }, 'roles')?.groups).toEqual(['a', 'b'])
    for (const groups of ['members', { members: true }, [1], null])
      expect(readClaims({ sub: '1', groups }, 'groups')?.groups).toEqual([])
  })
})

describe('settings', () => {
  const lab = { name: 'lab', label: 'Our lab', issuer: 'https://login.example.org', clientId: 'x' }
  const read = (providers: unknown, mode = 'public') =>
    readConfig({ OPENID_PROVIDERS: JSON.stringify(providers), SITE_MODE: mode, ADMIN_EMAILS: 'root@example.org' })

  test('name providers, and a group of one of them', () => {
    const { siteMode, openIdProviders } = read([lab], 'openid:lab:staff:physics')
    expect(siteMode).toEqual({ kind: 'openid', provider: 'lab', group: 'staff:physics' })
    expect(openIdProviders).toMatchObject([{ name: 'lab', scope: 'openid email profile', groups: 'groups' }])
  })

  test.each([
    ['no JSON', () => readConfig({ OPENID_PROVIDERS: '{' }), /OPENID_PROVIDERS takes a list/],
    ['plain http elsewhere', () => read([{ ...lab, issuer: 'http://login.example.org' }]), /https:/],
    ['a name twice', () => read([lab, lab]), /each name once/],
    ['a misspelt key', () => read([{ ...lab, clientID: 'x' }]), /OPENID_PROVIDERS/],
    ['a provider that is not there', () => read([lab], 'openid:other:x'), /provider other/],
    ['another mode', () => read([lab], 'secret'), /SITE_MODE takes public/],
  ])('are refused for %s', (_what, act, why) => {
    expect(act).toThrow(why)
  })
})
