import { Prisma } from '@/generated/prisma/client'
import { config } from '../config'
import { db } from '../database/client'
import { isAdmitted } from '../entrance/admitted'
import { readCookie } from './cookies'
import { judgeSession } from './session-life'
import { tokenHash } from './tokens'

/** Who is signed in. */
export interface SignedInReader {
  id: string
  email: string
  createdAt: Date
  /** The address is one of `ADMIN_EMAILS`, and the second factor was shown in this session, lately. */
  isAdmin: boolean
}

export interface Session {
  id: string
  reader: SignedInReader
  /** The address may become an admin here, by the second factor. */
  mayBeAdmin: boolean
}

const read = new WeakMap<Request, Promise<Session | null>>()

/** The reader who is signed in, or null. One query by index, asked at most once a request. */
export const readerOf = async (request: Request): Promise<SignedInReader | null> =>
  (await sessionOf(request))?.reader ?? null

/** The same with the session it comes from. */
export function sessionOf(request: Request): Promise<Session | null> {
  const known = read.get(request)
  if (known) return known
  const found = findSession(readCookie(request, 'session'), config().clock.now())
  read.set(request, found)
  return found
}

interface Row {
  id: string
  createdAt: Date
  lastSeenAt: Date
  secondFactorAt: Date | null
  readerId: string
  email: string
  readerCreatedAt: Date
}

/** The session that this token opens, if it is alive and its reader belongs to the site; notes that it was used. */
export async function findSession(token: string | null, now: Date): Promise<Session | null> {
  if (!token) return null
  const [row] = await db().$queryRaw<Row[]>`
    select s.id, s.created_at as "createdAt", s.last_seen_at as "lastSeenAt", s.second_factor_at as "secondFactorAt",
      r.id as "readerId", r.email, r.created_at as "readerCreatedAt"
    from sessions s join readers r on r.id = s.reader_id
    where s.token_hash = ${tokenHash(token)} and ${isAdmitted(Prisma.sql`r.email`)}`
  if (!row) return null

  const { alive, elevated, touch } = judgeSession(row, now)
  if (!alive) return null
  if (touch) await touchSession(row.id, elevated, now)
  const mayBeAdmin = isAdminAddress(row.email)
  const { readerId: id, email, readerCreatedAt: createdAt } = row
  return { id: row.id, mayBeAdmin, reader: { id, email, createdAt, isAdmin: mayBeAdmin && elevated } }
}

/** Whether the operator named this address in `ADMIN_EMAILS`. Alone it gives no right: the second factor does. */
export const isAdminAddress = (email: string): boolean => config().adminEmails.includes(email)

/** Notes that a session was used; takes from it an elevation that is over. */
export async function touchSession(id: string, elevated: boolean, now: Date): Promise<void> {
  // An elevation that is over must not come back to life by this use of the session: both change in one statement.
  await db().session.updateMany({
    where: { id },
    data: { lastSeenAt: now, ...(elevated ? {} : { secondFactorAt: null }) },
  })
}
