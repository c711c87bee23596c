import { createHmac, timingSafeEqual } from 'node:crypto'
import { keysFor } from '../secret'

/** Nobody reads and fills in a form faster. */
const MIN_AGE_MS = 2_000
/** A form that lay open longer is asked again; a stamp that was collected is of no use for long. */
const MAX_AGE_MS = 3_600_000

const TIME_BYTES = 6
const MAC_BYTES = 16

/** `early` and `late` are genuine: somebody was quick, or slow. `absent` and `forged` come from no form of ours. */
export type StampVerdict = 'good' | 'early' | 'late' | 'absent' | 'forged'

/** The signed time at which a form was given out. Nothing is kept: any process of this house reads it. */
export function newStamp(now: Date): string {
  const time = Buffer.alloc(TIME_BYTES)
  time.writeUIntBE(now.getTime(), 0, TIME_BYTES)
  return Buffer.concat([time, macOf(keysFor('form stamp')[0], time)]).toString('base64url')
}

/** Whether a form that comes back with this stamp was filled in by somebody who took their time over it. Any text is taken. */
export function judgeStamp(stamp: string, now: Date): StampVerdict {
  if (stamp === '') return 'absent'
  const bytes = Buffer.from(stamp.slice(0, 100), 'base64url')
  if (bytes.length !== TIME_BYTES + MAC_BYTES || bytes.toString('base64url') !== stamp) return 'forged'
  const time = bytes.subarray(0, TIME_BYTES)
  const isOurs = keysFor('form stamp').some((key) => timingSafeEqual(macOf(key, time), bytes.subarray(TIME_BYTES)))
  if (!isOurs) return 'forged'
  const ageMs = now.getTime() - time.readUIntBE(0, TIME_BYTES)
  if (ageMs > MAX_AGE_MS) return 'late'
  return ageMs < MIN_AGE_MS ? 'early' : 'good'
}

const macOf = (key: Buffer, time: Buffer) => createHmac('sha256', key).update(time).digest().subarray(0, MAC_BYTES)
