import { expect, test } from 'vitest'
import { Breaker } from '@/lib/digest/breaker'

test('open, it admits nothing; after its rest one mail sees whether it goes again', () => {
  const breaker = new Breaker()
  expect(breaker.admits(0)).toBe(true)
  breaker.fail('halt', 0)
  expect([breaker.admits(1), breaker.admits(59_999)]).toEqual([false, false])
  expect([breaker.admits(60_000), breaker.admits(60_000)]).toEqual([true, false])
  breaker.fail('halt', 60_100)
  expect(breaker.admits(120_000)).toBe(false)
  expect(breaker.admits(120_100)).toBe(true)
  breaker.succeed()
  expect([breaker.admits(120_100), breaker.admits(120_100)]).toEqual([true, true])
})

test('a server that cannot be reached is looked at again sooner', () => {
  const breaker = new Breaker()
  breaker.fail('rest', 0)
  expect([breaker.admits(14_999), breaker.admits(15_000)]).toEqual([false, true])
})

test('a look for which there was no mail leaves the next one its turn', () => {
  const breaker = new Breaker()
  breaker.fail('rest', 0)
  expect(breaker.admits(15_000)).toBe(true)
  breaker.abstain()
  expect(breaker.admits(15_000)).toBe(true)
})
