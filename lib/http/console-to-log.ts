import { format } from 'node:util'
import type { log } from '../log'

/**
 * Sends what the framework prints to the log, which knows no address and writes one line each. Next.js prints the errors that
 * handlers throw, whatever they quote.
 */
export function consoleToLog(target: Pick<typeof log, 'info' | 'warn' | 'error'>): void {
  console.log = console.info = console.debug = (...parts) => target.info(format(...parts))
  console.warn = (...parts) => target.warn(format(...parts))
  console.error = (...parts) => target.error(format(...parts))
}
