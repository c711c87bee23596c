import { readdirSync } from 'node:fs'
import { endBySignal } from './own/until-closed'

const NAMES = readdirSync('scripts/bench')
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -'.ts'.length))
  .sort()

const USAGE = `Runs one benchmark and prints its table; docs/benchmarks.md holds figures and how they were taken.

  npm run bench -- NAME [options]

NAME is one of: ${NAMES.join(', ')}. Each takes --help. Stopped, it leaves nothing: its database goes with it.
`

const [name] = process.argv.slice(2)
if (!name || name === '--help' || name === '-h') {
  process.stdout.write(USAGE)
} else if (!NAMES.includes(name)) {
  process.stderr.write(`There is no benchmark “${name}”.\n\n${USAGE}`)
  process.exitCode = 2
} else {
  endBySignal()
  // What is left are its own options.
  process.argv.splice(2, 1)
  await import(`./bench/${name}.ts`)
}
