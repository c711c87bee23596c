import { type ChildProcess, fork } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'

/** Below the packages: a few are asked for by name even so. */
const CACHE = 'node_modules/.cache'

/** The sender and the SMTP server as few files each, so that a thousand starts take minutes and not an hour. */
export interface Programs {
  sender: string
  sink: string
  remove: () => void
}

/** Bundles both. Nothing is put in the place of anything: the same modules, in few files. */
export async function buildPrograms(): Promise<Programs> {
  mkdirSync(CACHE, { recursive: true })
  const folder = mkdtempSync(join(CACHE, 'crash-'))
  await build({
    entryPoints: ['sender', 'sink'].map((name) => `tests/support/crash/${name}.ts`),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    // Less to read at each start; the environment says the same.
    minify: true,
    splitting: true,
    define: { 'process.env.NODE_ENV': '"production"' },
    platform: 'node',
    // A native library: found by its name.
    external: ['@lancedb/lancedb'],
    format: 'esm',
    target: 'node20',
    jsx: 'automatic',
    // CommonJS inside a module: what it asks for by name is looked up from there.
    banner: {
      js: `import { createRequire as requireOf } from 'node:module'; const require = requireOf('${import.meta.url}');`,
    },
    logLevel: 'error',
  })
  return {
    sender: join(folder, 'sender.mjs'),
    sink: join(folder, 'sink.mjs'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** A process, and its end. */
export interface Started {
  child: ChildProcess
  ended: Promise<void>
}

/** What a sender that stands by is told: its arguments, and beside its path and home all that it knows. */
export interface Cue {
  args: string[]
  environment: Record<string, string>
}

/** Senders of which the next one has started, and waits for its cue, while the one before it still runs. */
export interface Senders {
  start: (args: string[], environment: Record<string, string>) => Started
  close: () => Promise<void>
}

export function standBy({ sender }: Pick<Programs, 'sender'>): Senders {
  let next = startProgram(sender, [], {})
  return {
    start(args, environment) {
      const started = next
      started.child.send({ args, environment } satisfies Cue)
      next = startProgram(sender, [], {})
      return started
    },
    async close() {
      next.child.kill('SIGKILL')
      await next.ended
    },
  }
}

/** Starts one of them. @param environment beside the path and the home of this process, all that it knows */
export function startProgram(file: string, args: string[], environment: Record<string, string>): Started {
  const child = fork(file, args, {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'production', ...environment },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: [],
  })
  return { child, ended: new Promise((resolve) => child.once('exit', () => resolve())) }
}
