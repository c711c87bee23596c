import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Everything that a build reads. Public files beside the built assets are read when web starts. */
const INPUTS = [
  'app',
  'components',
  'emails',
  'lib',
  'prisma/schema',
  'scripts/build-assets.ts',
  'scripts/generate.mjs',
  'next.config.ts',
  'tsconfig.json',
  'package-lock.json',
]
/** What a build leaves; without one of these it has to be done again. */
const OUTPUTS = ['.next/BUILD_ID', 'build/assets.json', 'generated/prisma/client.ts']
const STAMP = 'build/stamp'

/** Whether what was built is what the sources say today. A build that was cut off half-way left no stamp. */
export function isBuilt(root: string): boolean {
  const stamp = join(root, STAMP)
  if (!existsSync(stamp) || !OUTPUTS.every((file) => existsSync(join(root, file)))) return false
  return readFileSync(stamp, 'utf8') === fingerprint(root)
}

/** Before a build: until `stampBuild`, nothing counts as built. @returns what to hand to `stampBuild` */
export function beginBuild(root: string): string {
  rmSync(join(root, STAMP), { force: true })
  return fingerprint(root)
}

/** After a whole build: marks it as made of the sources as they were at its beginning. */
export function stampBuild(root: string, begun: string): void {
  mkdirSync(dirname(join(root, STAMP)), { recursive: true })
  writeFileSync(join(root, STAMP), begun)
}

/** SHA-256 over names and contents of the inputs and the major version of Node. */
function fingerprint(root: string): string {
  const hash = createHash('sha256').update(process.version.split('.', 1)[0] ?? '')
  for (const file of INPUTS.flatMap((input) => filesBelow(root, input)).sort()) {
    hash.update(`\0${file}\0`).update(readFileSync(join(root, file)))
  }
  return hash.digest('hex')
}

function filesBelow(root: string, input: string): string[] {
  if (!existsSync(join(root, input))) return []
  if (/\.\w+$/.test(input)) return [input]
  return readdirSync(join(root, input), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
}
