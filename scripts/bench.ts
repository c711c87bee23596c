import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'

const NAMES = readdirSync('scripts/bench')
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -'.ts'.length))
  .sort()

const USAGE = `Runs one benchmark and prints its table; docs/benchmarks.md holds figures and how they were taken.

  npm run bench -- NAME [options]

NAME is one of: ${NAMES.join(', ')}. Each takes --help.
`

const [name, ...rest] = process.argv.slice(2)
if (!name || name === '--help' || name === '-h') {
  process.stdout.write(USAGE)
} else if (!NAMES.includes(name)) {
  process.stderr.write(`There is no benchmark “${name}”.\n\n${USAGE}`)
  process.exitCode = 2
} else {
  const child = spawn(process.execPath, ['--import', 'tsx', `scripts/bench/${name}.ts`, ...rest], { stdio: 'inherit' })
  // The benchmark hears the same signal from the terminal, and ends by itself.
  process.on('SIGINT', () => undefined)
  child.on('exit', (code) => {
    process.exitCode = code ?? 1
  })
}
