import { afterEach, beforeEach, expect, vi } from 'vitest'

// A warning of React or Node that nobody reads is a fault that nobody mends: console.error and console.warn fail the test.
const written: string[] = []

beforeEach(() => {
  written.length = 0
  const note = (...values: unknown[]) => void written.push(values.map(String).join(' '))
  const spies = [
    vi.spyOn(console, 'error').mockImplementation(note),
    vi.spyOn(console, 'warn').mockImplementation(note),
  ]
  return () => {
    for (const spy of spies) spy.mockRestore()
  }
})

afterEach(() => {
  expect(written, 'nothing is written to the console').toEqual([])
})
