import { afterEach, expect, test } from 'vitest'
import { ASKS_PER_NETWORK, forNetwork } from '@/lib/accounts/sign-in-limits'
import { aClock, setSettings } from '../../support/settings'

const clock = aClock('2026-11-20T08:00:00Z')

afterEach(() => {
  setSettings({}, clock)
})

test('the machine itself may ask more often, and only while the site is for it alone', () => {
  const actsOf = (network: string) => forNetwork(ASKS_PER_NETWORK, network).acts
  setSettings({}, clock)
  for (const own of ['127.0.0.0/24', '0:0:0:0::/64']) expect([own, actsOf(own)]).toEqual([own, 300])
  for (const other of ['192.168.1.0/24', '2001:db8:0:0::/64', 'unknown'])
    expect([other, actsOf(other)]).toEqual([other, 60])
  setSettings({ BASE_URL: 'https://papers.example.org' }, clock)
  expect(actsOf('127.0.0.0/24')).toBe(60)
})
