import fc from 'fast-check'
import { expect, test } from 'vitest'
import { remembered } from '@/lib/remembered'

test('an answer is made once, and no more are kept than were allowed: the first one gives way', () => {
  const asked: string[] = []
  const answer = remembered(2, (text) => {
    asked.push(text)
    return text.length
  })
  expect(['a', 'bb', 'a', 'ccc', 'bb', 'a'].map(answer)).toEqual([1, 2, 1, 3, 2, 1])
  expect(asked).toEqual(['a', 'bb', 'ccc', 'a'])
})

test('"nothing" is an answer like another, and what is thrown is asked for again', () => {
  let asked = 0
  const nothing = remembered(2, () => {
    asked += 1
    return null
  })
  expect([nothing('a'), nothing('a'), asked]).toEqual([null, null, 1])
  const faulty = remembered(2, (text) => {
    asked += 1
    throw new Error(text)
  })
  expect(() => faulty('a')).toThrow('a')
  expect(() => faulty('a')).toThrow('a')
  expect(asked).toBe(3)
})

test('any two texts are told apart, lone surrogates too', () => {
  const self = remembered(50, (text) => ({ text }))
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(self(text).text).toBe(text)
    }),
  )
  expect(self('\ud800').text).not.toBe(self('\udbff').text)
})
