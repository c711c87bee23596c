import { pino } from 'pino'

const ADDRESS = /[^\s"'<>:;,\\]+@[^\s"'<>:;,\\]+/g

/** What stands in a log instead of an email address. */
export const withoutAddresses = (line: string) => line.replace(ADDRESS, '[address]')

/**
 * One JSON object a line on stderr, so that stdout stays free for what a command answers.
 * No email address passes: each line is cleaned just before it is written (docs/decisions: privacy).
 */
export const log = pino(
  { base: { pid: process.pid }, hooks: { streamWrite: withoutAddresses } },
  pino.destination({ dest: 2, sync: true }),
)
