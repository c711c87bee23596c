import { execFileSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { RefusedError } from '../errors'

export interface ServerUser {
  uid: number
  gid: number
}

/**
 * Whom the server runs as: null is "like ourselves". PostgreSQL refuses to run as root, so root hands it to the owner of
 * the cluster that is there, and of a new one to `nobody`, whom every system has.
 * @param folder where the cluster is, or will be
 */
export function serverUser(folder: string): ServerUser | null {
  if (process.getuid?.() !== 0) return null
  const owner = statSync(folder, { throwIfNoEntry: false })
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  return { uid: idOfNobody('-u'), gid: idOfNobody('-g') }
}

function idOfNobody(flag: '-u' | '-g'): number {
  try {
    return Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))
  } catch (cause) {
    throw new RefusedError(
      'PostgreSQL does not run as root and there is no user nobody to run it: start as another user, or set DATABASE_URL.',
      { cause },
    )
  }
}
