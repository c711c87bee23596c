import { Prisma } from '@/generated/prisma/client'

/** SQL: these rows as one JSON value, for `json_to_recordset`. */
export const jsonOf = (rows: readonly unknown[]): Prisma.Sql => jsonText(JSON.stringify(rows))

/**
 * SQL: this text as a JSON value. Its octets are made here and go over the wire as they are, so that a statement that is made ahead has nothing left
 * to do when it is run.
 */
export const jsonText = (text: string): Prisma.Sql => Prisma.sql`${Buffer.from(text)}::json`
