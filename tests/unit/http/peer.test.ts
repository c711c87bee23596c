import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FORWARDED_HEADER, PEER_HEADER } from '@/lib/http/internal-headers'
import { clientAddress, isFromThisMachine, networkOf } from '@/lib/http/peer'

const from = (peer: string, headers: Record<string, string> = {}) =>
  new Request('http://localhost/', { headers: { [PEER_HEADER]: peer, ...headers } })

describe('the network of a client', () => {
  test.each([
    ['203.0.113.77', '203.0.113.0/24'],
    ['::ffff:203.0.113.77', '203.0.113.0/24'],
    ['203.0.113.77:50123', '203.0.113.0/24'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001::6', '2001:db8:1:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['[2001:db8::1]:443', '2001:db8:0:0::/64'],
  ])('of %s is %s', (peer, network) => {
    expect(networkOf(from(peer))).toBe(network)
  })

  test('is unknown without the front, and for what is no address', () => {
    expect(networkOf(new Request('http://localhost/'))).toBe('unknown')
    expect(networkOf(from('nonsense'))).toBe('unknown')
  })

  test('is the same for two addresses of one /64, and differs for two /64s', () => {
    fc.assert(
      fc.property(fc.ipV6(), fc.ipV6(), (one, other) => {
        const network = networkOf(from(one))
        // An IPv4 address inside an IPv6 one is counted as IPv4.
        fc.pre(!/\./.test(one + other))
        expect(network).toMatch(/^([0-9a-f]{1,4}:){3}[0-9a-f]{1,4}::\/64$/)
        expect(networkOf(from(network.replace('::/64', ':1:2:3:4')))).toBe(network)
      }),
    )
  })
})

describe('the address of a client', () => {
  const headers = '198.51.100.9, 203.0.113.7, 192.0.2.1'

  test('is the socket’s when no proxy is trusted, whatever a header claims', () => {
    expect(clientAddress('192.0.2.200', headers, 0)).toBe('192.0.2.200')
  })

  test('is what the outermost trusted proxy saw; what stands before it anybody can have written', () => {
    expect(clientAddress('192.0.2.200', headers, 1)).toBe('192.0.2.1')
    expect(clientAddress('192.0.2.200', headers, 2)).toBe('203.0.113.7')
  })

  test('is the first one told when fewer proxies than trusted wrote, the socket’s when none did', () => {
    expect(clientAddress('192.0.2.200', headers, 9)).toBe('198.51.100.9')
    expect(clientAddress('192.0.2.200', '', 1)).toBe('192.0.2.200')
    expect(clientAddress('192.0.2.200', 'unknown', 1)).toBe('192.0.2.200')
  })
})

describe('this very machine', () => {
  test('asks from a loopback address by a loopback name', () => {
    expect(isFromThisMachine(from('127.0.0.1', { host: 'localhost:3000' }))).toBe(true)
    expect(isFromThisMachine(from('::ffff:127.0.0.1', { host: '127.0.0.1:3000' }))).toBe(true)
    expect(isFromThisMachine(from('::1', { host: '[::1]:3000' }))).toBe(true)
  })

  test('is not a page of another site whose name was made to lead here', () => {
    expect(isFromThisMachine(from('127.0.0.1', { host: 'rebound.example:3000' }))).toBe(false)
  })

  test('is neither another machine nor a proxy on this one', () => {
    expect(isFromThisMachine(from('192.0.2.1', { host: 'localhost:3000' }))).toBe(false)
    expect(isFromThisMachine(from('127.0.0.1', { host: 'localhost', [FORWARDED_HEADER]: '1' }))).toBe(false)
  })
})
