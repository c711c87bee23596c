/** Where the time comes from. Jobs and pure functions take a clock or an instant as an argument. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/** A clock that stands still at one instant: for tests and for `NOW`. */
export function fixedClock(instant: Date | string): Clock {
  const at = new Date(instant)
  return { now: () => new Date(at) }
}
