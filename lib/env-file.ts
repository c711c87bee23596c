import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { InputError } from './errors'

const DEFAULT_FILE = '.env'
/** An empty line, a comment, or a setting; none of ours takes more than a line. */
const LINE = /^\s*(#.*|(export\s+)?[A-Za-z_]\w*\s*=.*)?$/

/**
 * The settings that stand in a file, by default `.env` where the process was started; none when that one is not there. They are
 * given back and not put into the environment, where they would reach what this process starts.
 * @param named `ENV_FILE`; `undefined` or empty: the default
 * @throws InputError when it cannot be read, or is no such file
 */
export function readEnvFile(named: string | undefined): Record<string, string> {
  const file = named || DEFAULT_FILE
  try {
    return parseEnvFile(readFileSync(file, 'utf8'), file)
  } catch (error) {
    if (error instanceof InputError) throw error
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' && !named) return {}
    throw new InputError(`The file of settings ${file} cannot be read (${code}).`)
  }
}

/** @throws InputError with the numbers of the lines that are no settings; what stands in them may be secret. */
export function parseEnvFile(text: string, name: string): Record<string, string> {
  const wrong = text.split(/\r?\n/).flatMap((line, index) => (LINE.test(line) ? [] : [index + 1]))
  if (wrong.length > 0) {
    const lines = wrong.length === 1 ? `line ${wrong[0]} is` : `lines ${wrong.join(', ')} are`
    throw new InputError(`${name} cannot be used: ${lines} not NAME=value.`)
  }
  return Object.fromEntries(Object.entries(parseEnv(text)).map(([key, value]) => [key, value ?? '']))
}
