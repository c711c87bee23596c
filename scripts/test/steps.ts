import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One line of `npm test`: a program of the project, and whether it counts test cases or is one check itself. */
export interface Step {
  name: string
  commands: Command[]
  /** How its cases are counted; without it the step is one case. */
  cases?: 'vitest' | 'playwright'
  /** Left out by `--no-browser`. */
  browser?: true
  /** Not worth starting when the step of this name failed. */
  after?: string
}

export type Command = readonly [program: string, ...args: string[]]

/** Everything that is checked, in the order in which it is told. */
export const STEPS: readonly Step[] = [
  { name: 'format and lint', commands: [tool('@biomejs/biome', 'biome', 'check', '--error-on-warnings')] },
  // The types of the routes' contexts are written by Next, and looked at by both.
  { name: 'lint with types', commands: [tool('next', 'next', 'typegen'), tool('oxlint', 'oxlint', '--type-aware')] },
  { name: 'types', commands: [tool('next', 'next', 'typegen'), tool('typescript', 'tsc', '--noEmit')] },
  {
    name: 'import rules',
    commands: [tool('dependency-cruiser', 'depcruise', 'app', 'components', 'emails', 'lib', 'scripts', 'tests')],
  },
  { name: 'unused code', commands: [tool('knip', 'knip', '--no-config-hints')] },
  { name: 'unit tests', commands: [vitest('unit')], cases: 'vitest' },
  { name: 'build', commands: [[process.execPath, '--import', 'tsx', 'scripts/build.ts']] },
  // Some of them start the real house, and so come after the build.
  { name: 'integration tests', commands: [vitest('integration')], cases: 'vitest' },
  {
    name: 'browser tests',
    commands: [tool('@playwright/test', 'playwright', 'test')],
    cases: 'playwright',
    browser: true,
    after: 'build',
  },
]

/** The client in generated/ is made by `npm ci`; a checkout whose schema changed since makes it again. */
export const GENERATE: Step = { name: 'generate', commands: [[process.execPath, 'scripts/generate.mjs']] }

/** Whether the database client still has to be made. */
export const isGenerated = () => existsSync('generated/prisma/client.ts')

function vitest(project: string): Command {
  return tool('vitest', 'vitest', 'run', '--project', project, '--reporter=default', '--reporter=json')
}

/** A program of an installed package, run by this very Node: no shell, no PATH, no npx. */
function tool(packageName: string, program: string, ...args: string[]): Command {
  const folder = join('node_modules', packageName)
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    bin: string | Record<string, string>
  }
  const file = typeof bin === 'string' ? bin : bin[program]
  if (!file) throw new Error(`${packageName} has no program ${program}`)
  return [process.execPath, join(folder, file), ...args]
}
