import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { RefusedError } from '../errors'
import { makeDataFolder } from '../make-folder'
import { isRunning, processIdentity } from '../process'

const Running = z.object({ pid: z.number().int(), identity: z.string() })
const Holder = Running.extend({
  /** `npm start` or the command that opened the folder for itself. */
  name: z.string(),
  /** Where the site answers; null for a command. */
  address: z.string().nullable(),
  /** Processes that must not outlive the holder. */
  children: z.array(Running),
})
export type Holder = z.infer<typeof Holder>
export type RunningProcess = z.infer<typeof Running>

export interface HouseLock {
  /** Who held the folder before and died without letting go. */
  predecessor: Holder | null
  /** Notes the processes that the next holder has to end if this one is killed. */
  recordChildren(children: RunningProcess[]): void
  release(): void
}

/** Another process works on this data folder. */
export class DataFolderInUseError extends RefusedError {
  constructor(
    readonly holder: Holder,
    dataDir: string,
  ) {
    const where = holder.address ? `, at ${holder.address}` : ''
    super(`The data folder ${dataDir} is in use by ${holder.name} (process ${holder.pid}${where}).`)
  }
}

/**
 * Takes the data folder for this process alone. The lock of a process that died is taken over, also when its number was given
 * to another process meanwhile.
 * @param name what this process is, for the message that a second one shows
 * @throws DataFolderInUseError naming the holder
 */
export function lockDataFolder(dataDir: string, { name, address }: Pick<Holder, 'name' | 'address'>): HouseLock {
  const file = lockFile(dataDir)
  const holder: Holder = { ...ourselves(), name, address, children: [] }
  makeDataFolder(dataDir)
  let predecessor: Holder | null = null
  while (!claim(file, holder)) {
    const found = readHolder(file)
    if (found && isRunning(found)) throw new DataFolderInUseError(found, dataDir)
    if (takeAway(file, found)) predecessor = found ?? predecessor
  }
  return {
    predecessor,
    recordChildren: (children) => replace(file, { ...holder, children }),
    release: () => rmSync(file, { force: true }),
  }
}

/** Who works on this data folder now; null when nobody does. */
export function findHolder(dataDir: string): Holder | null {
  const holder = readHolder(lockFile(dataDir))
  return holder && isRunning(holder) ? holder : null
}

const lockFile = (dataDir: string) => join(dataDir, 'house.lock')

function ourselves(): RunningProcess {
  return { pid: process.pid, identity: processIdentity(process.pid) ?? '' }
}

/** A link appears with its content or not at all, and never over another one. */
function claim(file: string, holder: Holder): boolean {
  const own = writeAside(file, holder)
  try {
    linkSync(own, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(own, { force: true })
  }
}

/** Moves a dead holder's lock aside; a lock that somebody quicker put in its place goes back. */
function takeAway(file: string, dead: Holder | null): boolean {
  const aside = `${file}.dead-${process.pid}`
  try {
    renameSync(file, aside)
  } catch {
    return false
  }
  const taken = readHolder(aside)
  const isTheDead = taken?.pid === dead?.pid && taken?.identity === dead?.identity
  if (!isTheDead) putBack(aside, file)
  rmSync(aside, { force: true })
  return isTheDead
}

function putBack(aside: string, file: string): void {
  try {
    linkSync(aside, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

function replace(file: string, holder: Holder): void {
  renameSync(writeAside(file, holder), file)
}

function writeAside(file: string, holder: Holder): string {
  const own = `${file}.${process.pid}`
  writeFileSync(own, JSON.stringify(holder), { mode: 0o600 })
  return own
}

/** null also for a file that no holder wrote: after a crash of the machine it may be empty. */
function readHolder(file: string): Holder | null {
  try {
    return Holder.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return null
  }
}
