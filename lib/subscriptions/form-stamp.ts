import { type Seal, seal, unseal } from '../sealed'

/** Nobody reads and fills in a form faster. */
const MIN_AGE_MS = 2_000
/** A form that lay open longer is asked again; a stamp that was collected is of no use for long. */
const MAX_AGE_MS = 3_600_000

const TIME_OCTETS = 6
const STAMP: Seal = { purpose: 'form stamp', claimOctets: TIME_OCTETS, macOctets: 16 }

/** `early` and `late` are genuine: somebody was quick, or slow. `absent` and `forged` come from no form of ours. */
export type StampVerdict = 'good' | 'early' | 'late' | 'absent' | 'forged'

/** The signed time at which a form was given out. Nothing is kept: any process of this house reads it. */
export function newStamp(now: Date): string {
  const time = Buffer.alloc(TIME_OCTETS)
  time.writeUIntBE(now.getTime(), 0, TIME_OCTETS)
  return seal(STAMP, time)
}

/** Whether a form that comes back with this stamp was filled in by somebody who took their time over it. Any text is taken. */
export function judgeStamp(stamp: string, now: Date): StampVerdict {
  if (stamp === '') return 'absent'
  const time = unseal(STAMP, stamp)
  if (!time) return 'forged'
  const ageMs = now.getTime() - time.readUIntBE(0, TIME_OCTETS)
  if (ageMs > MAX_AGE_MS) return 'late'
  return ageMs < MIN_AGE_MS ? 'early' : 'good'
}
