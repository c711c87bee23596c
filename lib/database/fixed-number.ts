import { Prisma } from '@/generated/prisma/client'

/**
 * A whole number of the code's own as a part of a statement's text, where a parameter would have PostgreSQL plan each asking anew. The only place
 * that puts text together.
 * @throws RangeError for what is no whole number
 */
export function fixedNumber(number: number): Prisma.Sql {
  if (!Number.isSafeInteger(number)) throw new RangeError(`${number} is no whole number`)
  return Prisma.raw(String(number))
}
