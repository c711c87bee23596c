import { expect, test } from 'vitest'
import { networkKey } from '@/lib/papers/network-key'

const now = new Date('2026-11-20T08:00:00Z')
const tomorrow = new Date('2026-11-21T08:00:00Z')

test('a network is one through a day, and another one the next', () => {
  const key = networkKey('203.0.113.0/24', now)
  expect(key).toHaveLength(16)
  expect(networkKey('203.0.113.0/24', new Date('2026-11-20T23:59:59Z'))).toEqual(key)
  expect(networkKey('203.0.114.0/24', now)).not.toEqual(key)
  expect(networkKey('203.0.113.0/24', tomorrow)).not.toEqual(key)
})

test.each([
  '127.0.0.0/24',
  '10.1.2.0/24',
  '192.168.1.0/24',
  '172.31.0.0/24',
  '0:0:0:0::/64',
  'fd00:1:2:3::/64',
  'fe80:0:0:0::/64',
  'unknown',
])('%s is no network to limit votes by', (network) => expect(networkKey(network, now)).toBeNull())

test.each(['172.15.0.0/24', '172.32.0.0/24', '101.0.0.0/24', '2001:db8:0:1::/64'])('%s is one', (network) =>
  expect(networkKey(network, now)).not.toBeNull(),
)
