import { expect, test } from 'vitest'
import { Patience } from '@/lib/mail/patience'

function told(patience: Patience): () => number {
  let times = 0
  patience.waits(() => {
    times += 1
  })
  return () => times
}

test('who waits is told once that it is over, however often it ends', () => {
  const patience = new Patience()
  const times = told(patience)
  expect([times(), patience.isOver]).toEqual([0, false])
  patience.end()
  patience.end()
  expect([times(), patience.isOver]).toEqual([1, true])
})

test('who begins to wait when it is over is told at once', () => {
  const patience = new Patience()
  patience.end()
  expect(told(patience)()).toBe(1)
})

test('who waits no more is not told', () => {
  const patience = new Patience()
  const times = told(patience)
  patience.waits(null)
  patience.end()
  expect(times()).toBe(0)
})
