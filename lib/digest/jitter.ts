import { createHash } from 'node:crypto'

/** A number from 0 to 1 that is this attempt's own, and the same in every process. */
export const jitterOf = ({ id, attempts }: { id: string; attempts: number }): number =>
  createHash('sha256').update(`${id} ${attempts}`).digest().readUInt32BE(0) / 0xffff_ffff
