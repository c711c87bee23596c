import { expect, test } from 'vitest'
import { networkKey } from '@/lib/papers/network-key'

const PAPER = '2611.00001'

test('a network is one among the votes for a paper, and another one for the next paper', () => {
  const key = networkKey('203.0.113.0/24', PAPER)
  expect(key).toHaveLength(16)
  expect(networkKey('203.0.113.0/24', PAPER)).toEqual(key)
  expect(networkKey('203.0.114.0/24', PAPER)).not.toEqual(key)
  expect(networkKey('203.0.113.0/24', '2611.00002')).not.toEqual(key)
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
])('%s is no network to limit votes by', (network) => expect(networkKey(network, PAPER)).toBeNull())

test.each(['172.15.0.0/24', '172.32.0.0/24', '101.0.0.0/24', '2001:db8:0:1::/64'])('%s is one', (network) =>
  expect(networkKey(network, PAPER)).not.toBeNull(),
)
