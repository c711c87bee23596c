import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'

/** Below the packages: a few are asked for by name even so. */
const CACHE = 'node_modules/.cache'

/** The sender and the SMTP server as one file each, so that a thousand starts take minutes and not an hour. */
export interface Programs {
  sender: string
  sink: string
  /** Runs a program that is named to it, and keeps what V8 compiled of it for the next start. */
  compiled: string
  remove: () => void
}

/** Bundles both. Nothing is put in the place of anything: the same modules, in one file. */
export async function buildPrograms(): Promise<Programs> {
  mkdirSync(CACHE, { recursive: true })
  const folder = mkdtempSync(join(CACHE, 'crash-'))
  await build({
    entryPoints: ['sender', 'sink', 'run-compiled'].map((name) => `tests/support/crash/${name}.ts`),
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    // Less to read at each start; the environment says the same.
    minify: true,
    define: { 'process.env.NODE_ENV': '"production"', 'import.meta.url': 'addressOfThis' },
    banner: { js: `const addressOfThis = require('node:url').pathToFileURL(__filename).href;` },
    platform: 'node',
    // A native library: found by its name.
    external: ['@lancedb/lancedb'],
    // What V8 compiled is kept of a script, not of a module; and a script that comes from there cannot import, but require.
    format: 'cjs',
    supported: { 'dynamic-import': false },
    target: 'node20',
    jsx: 'automatic',
    logLevel: 'error',
  })
  const fileOf = (name: string) => join(folder, `${name}.cjs`)
  return {
    sender: fileOf('sender'),
    sink: fileOf('sink'),
    compiled: fileOf('run-compiled'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
