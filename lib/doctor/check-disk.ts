import { rm, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder } from '../make-folder'
import { broken, type Finding, fine, notice, reasonOf } from './finding'

const MIB = 1024 ** 2
const NOTICE_MIB = 2048
const BROKEN_MIB = 256

/** Whether the data folder can be written to, and how much room is left. */
export async function checkDisk(dataDir: string): Promise<Finding> {
  try {
    makeFolder(dataDir)
    await tryToWrite(join(dataDir, `.doctor-${process.pid}`))
    const { bavail, bsize } = await statfs(dataDir)
    return judgeRoom((bavail * bsize) / MIB, dataDir)
  } catch (error) {
    return broken('disk', `The data folder ${dataDir} cannot be written to: ${reasonOf(error)}.`)
  }
}

/** @param mib what this user may still write */
export function judgeRoom(mib: number, dataDir: string): Finding {
  const room = mib >= 1024 ? `${(mib / 1024).toFixed(1)} GB` : `${Math.floor(mib)} MB`
  const sentence = `${room} are free in ${dataDir}`
  if (mib < BROKEN_MIB) return broken('disk', `Only ${sentence}: PostgreSQL stops when the disk is full.`)
  if (mib < NOTICE_MIB) return notice('disk', `${sentence}: a year of five categories takes about 1 GB.`)
  return fine('disk', `${sentence}.`)
}

async function tryToWrite(file: string): Promise<void> {
  try {
    await writeFile(file, 'x', { flag: 'wx' })
  } finally {
    await rm(file, { force: true })
  }
}
