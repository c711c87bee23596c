import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { DotGate } from '@/lib/mail/dot-gate'
import type { WireText } from '@/lib/mail/wire-text'

const aMessage = (octets: string) => Buffer.from(octets) as WireText
const through = (gate: DotGate) => text(gate.stream(aMessage('ab')))

function aMark() {
  let resolve = () => {}
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve }
}

test('the end waits for the mark', async () => {
  const mark = aMark()
  const gate = new DotGate(() => mark.promise)
  let ended = false
  const passing = through(gate).then((all) => {
    ended = true
    return all
  })
  await new Promise((resolve) => setImmediate(resolve))
  expect({ ended, opened: gate.opened }).toEqual({ ended: false, opened: false })
  mark.resolve()
  expect(await passing).toBe('ab')
  expect(gate.opened).toBe(true)
})

test('a failed mark fails the stream, so that it never ends', async () => {
  const gate = new DotGate(() => Promise.reject(new Error('the database is gone')))
  await expect(through(gate)).rejects.toThrow('mark')
  expect(gate).toMatchObject({ opened: false, markerFailed: true })
})

test('nothing is marked while nobody reads: the server has not asked for the message yet', async () => {
  let marks = 0
  const stream = new DotGate(async () => void marks++).stream(aMessage('a'))
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(marks).toBe(0)
  expect(await text(stream)).toBe('a')
  expect(marks).toBe(1)
})

test('a gate that was shut while the mark was made stays shut, and shutting waits for the mark', async () => {
  const mark = aMark()
  const events: string[] = []
  const gate = new DotGate(() => mark.promise.then(() => void events.push('marked')))
  const passing = through(gate)
  await new Promise((resolve) => setImmediate(resolve))
  const shutting = gate.shut().then(() => events.push('shut'))
  mark.resolve()
  await shutting
  await expect(passing).rejects.toThrow('not to be sent')
  expect(events).toEqual(['marked', 'shut'])
  expect(gate.opened).toBe(false)
})

test('the end passes once: a second passage fails and asks for no second mark', async () => {
  let marks = 0
  const gate = new DotGate(async () => void marks++)
  await through(gate)
  await expect(through(gate)).rejects.toThrow('not to be sent')
  expect(marks).toBe(1)
})

test('who is not nodemailer gets the message as it is, its dots and line ends too', async () => {
  const gate = new DotGate(async () => {})
  const message = '.a\r\n.\r\n'
  expect(await text(gate.stream(aMessage(message)).pipe(new PassThrough()))).toBe(message)
})
