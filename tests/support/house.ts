import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '@/lib/database/server-address'
import { eventually } from './eventually'

export interface HouseProcess {
  process: ChildProcess
  port: number
  lines: string[]
  /** Waits for a line, and gives what its first group holds. */
  said(line: RegExp): Promise<string>
  /** Waits for the end; gives the exit status. */
  ended(): Promise<number | null>
}

/** Starts the stand-in house (`stand-in-house.ts`) in a process of its own. */
export async function startHouse(dataDir: string, port?: number): Promise<HouseProcess> {
  const chosen = port ?? (await freePort())
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'tests/support/stand-in-house.ts', dataDir, String(chosen)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const lines: string[] = []
  child.stdout.on('data', (chunk: Buffer) => lines.push(...chunk.toString().trim().split('\n')))
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  return {
    process: child,
    port: chosen,
    lines,
    said: async (line) => {
      const find = () => lines.map((each) => line.exec(each)).find(Boolean)
      // A house that has ended says nothing more.
      await Promise.race([eventually(find, { withinMs: 20_000 }), ended])
      const match = find()
      if (!match) throw new Error(`the house did not say ${line}, but:\n${lines.join('\n')}`)
      return match[1] ?? match[0]
    },
    ended: () => ended,
  }
}

/** A folder for one test, and its removal. */
export function temporaryFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'broadsheet-test-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}
