import { createHash } from 'node:crypto'
import { pino } from 'pino'

const ADDRESS = /[^\s"'<>:;,\\]+@[^\s"'<>:;,\\]+/g

/** What stands in a log instead of an email address. */
export const withoutAddresses = (line: string) => line.replace(ADDRESS, '[address]')

/** What stands in a log instead of an account's id: tells lines of one account from others, and leads to nothing, also before the account is gone. */
const logName = (id: unknown) => createHash('sha256').update(String(id)).digest('hex').slice(0, 12)

/**
 * One JSON object a line on stderr, so that stdout stays free for what a command answers.
 * No account's id and no email address passes: each line is cleaned just before it is written (docs/decisions: privacy).
 */
export const log = pino(
  { base: { pid: process.pid }, serializers: { reader: logName }, hooks: { streamWrite: withoutAddresses } },
  pino.destination({ dest: 2, sync: true }),
)
