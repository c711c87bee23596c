import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { RefusedError } from './errors'

/**
 * Makes a folder and what is missing above it; one that is there already is fine. Not by `mkdirSync`'s own `recursive`, which never
 * returns where a file system answers ENOENT below a folder that exists (`/proc`).
 * @throws the system's error (ENOENT, EACCES, ENOSPC, ENOTDIR …)
 */
export function makeFolder(path: string): void {
  try {
    mkdirSync(path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (isFolder(path)) return
    const above = dirname(path)
    if (code !== 'ENOENT' || above === path || isFolder(above)) throw error
    makeFolder(above)
    makeFolder(path)
  }
}

/** The same for a data folder. @throws RefusedError in one sentence */
export function makeDataFolder(path: string): void {
  try {
    makeFolder(path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new RefusedError(`The data folder ${path} cannot be made (${code}): DATA_DIR takes a folder.`, {
      cause: error,
    })
  }
}

const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
