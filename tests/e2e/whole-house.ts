import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { devNull, tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '@/lib/database/server-address'
import { eventually } from '../support/eventually'

const STARTS_WITHIN_MS = 120_000
const STOPS_WITHIN_MS = 20_000

export interface CommandResult {
  status: number
  stdout: string
  stderr: string
}

/** A whole Broadsheet of its own: database, web and worker, as `npm start` runs them. */
export interface House {
  url: string
  dataDir: string
  /** Everything that it printed so far. */
  output(): string
  /** Runs a command (`digest`, `doctor`) in this house's environment. */
  run(command: string, ...args: string[]): Promise<CommandResult>
  /** Stops it in order and throws its data away. */
  stop(): Promise<void>
}

/** Starts one on a free port and an empty data folder, and waits until it serves. Needs a build. */
export async function startHouse(environment: Record<string, string> = {}): Promise<House> {
  const dataDir = mkdtempSync(join(tmpdir(), 'broadsheet-house-'))
  const port = await freePort()
  const url = `http://localhost:${port}`
  const env = { ...cleanEnvironment(), ENV_FILE: devNull, DATA_DIR: dataDir, PORT: String(port), ...environment }
  const house = spawnScript('start', [], env)
  const output = collect(house)
  const stop = async () => {
    await end(house)
    rmSync(dataDir, { recursive: true, force: true })
  }
  try {
    await eventually(() => isServing(house, url, output), { withinMs: STARTS_WITHIN_MS, everyMs: 200 })
  } catch (error) {
    await stop()
    throw new Error(`the house did not start:\n${output()}`, { cause: error })
  }
  return { url, dataDir, output, run: (command, ...args) => run(command, args, env), stop }
}

/** What the tests' own environment says must not leak into the house. */
function cleanEnvironment(): Record<string, string> {
  const kept = ['PATH', 'HOME', 'USER', 'TMPDIR', 'LANG', 'TZ', 'SystemRoot', 'APPDATA', 'TEMP']
  return Object.fromEntries(kept.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])))
}

function spawnScript(name: string, args: string[], env: Record<string, string>): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', `scripts/${name}.ts`, ...args], {
    env: { NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

function collect(child: ChildProcess): () => string {
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
    })
  }
  return () => text
}

async function isServing(house: ChildProcess, url: string, output: () => string): Promise<boolean> {
  if (house.exitCode !== null) throw new Error(`it ended with status ${house.exitCode}: ${output()}`)
  try {
    return (await fetch(`${url}/readyz`)).ok
  } catch {
    return false
  }
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    const force = setTimeout(() => child.kill('SIGKILL'), STOPS_WITHIN_MS)
    child.once('exit', () => {
      clearTimeout(force)
      resolve()
    })
    child.kill('SIGTERM')
  })
}

async function run(command: string, args: string[], env: Record<string, string>): Promise<CommandResult> {
  const child = spawnScript(command, args, env)
  let [stdout, stderr] = ['', '']
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk
  })
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk
  })
  const status = await new Promise<number>((resolve) => child.once('close', (code) => resolve(code ?? 1)))
  return { status, stdout, stderr }
}
