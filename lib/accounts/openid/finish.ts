import { Prisma } from '@/generated/prisma/client'
import { config } from '../../config'
import { db } from '../../database/client'
import { isAdmitted } from '../../entrance/admitted'
import { log } from '../../log'
import type { OpenIdProvider } from '../../openid-providers'
import { absolute, paths } from '../../paths'
import { type Browser, type SignedIn, startSession } from '../start-session'
import { tokenHash } from '../tokens'
import { type Vouched, vouchedBy } from './ask-provider'

export type OpenIdOutcome =
  | ({ status: 'signed-in'; back: string } & SignedIn)
  | { status: 'linked'; back: string }
  /** Forged, over, used before, refused by the person, or of another browser. */
  | { status: 'refused' }
  /** The provider tells no address that it verified, and nobody here linked it. */
  | { status: 'no-address' }
  /** It is linked to another account. */
  | { status: 'taken' }
  | { status: 'not-of-this-site' }

interface Return {
  /** The query with which the provider sent the browser back. */
  answer: string
  browserToken: string | null
  browser: Browser
  /** Who is signed in now. */
  readerId: string | null
}

/**
 * Finishes what `beginOpenId` began, in the browser that went and no other; once. An account is found by what is linked to it, else by an address
 * that the provider verified; a provider is linked to a signed-in reader whatever address it tells.
 * @throws UpstreamError when the provider does not answer
 */
export async function finishOpenId(provider: OpenIdProvider, given: Return, now: Date): Promise<OpenIdOutcome> {
  const state = new URLSearchParams(given.answer).get('state')
  if (!state || !given.browserToken) return { status: 'refused' }
  // Of any number of parallel uses one deletes the row, and that one goes on.
  const hashes = [tokenHash(state), tokenHash(given.browserToken)] as const
  const [request] = await db().$queryRaw<{ nonce: string; verifier: string; back: string; readerId: string | null }[]>`
    delete from openid_requests where state_hash = ${hashes[0]} and browser_hash = ${hashes[1]}
      and issuer = ${provider.issuer} and expires_at > ${now}::timestamptz
    returning nonce, verifier, back, reader_id as "readerId"`
  // Who began it as a reader ends it as that reader.
  if (!request || (request.readerId !== null && request.readerId !== given.readerId)) return { status: 'refused' }

  const answer = new URL(`${absolute(paths.openIdBack(provider.name))}?${given.answer}`)
  const vouched = await vouchedBy(provider, answer, { state, nonce: request.nonce, verifier: request.verifier })
  if (!vouched) return { status: 'refused' }
  return db().$transaction((tx) => settle(tx, { provider, vouched, request, browser: given.browser, now }))
}

interface Settling {
  provider: OpenIdProvider
  vouched: Vouched
  request: { back: string; readerId: string | null }
  browser: Browser
  now: Date
}

async function settle(
  tx: Prisma.TransactionClient,
  { provider: { issuer }, vouched, request: { back, readerId }, browser, now }: Settling,
): Promise<OpenIdOutcome> {
  const { subject, name, groups } = vouched
  const told = { name, groups, seenAt: now }
  const linked = await tx.identity.findUnique({
    where: { issuer_subject: { issuer, subject } },
    select: { reader: { select: { id: true, email: true } } },
  })
  if (readerId) {
    if (linked && linked.reader.id !== readerId) return { status: 'taken' }
    await link(tx, { issuer, subject, readerId }, told, now)
    log.info({ event: 'provider linked', reader: readerId, issuer })
    return { status: 'linked', back }
  }

  const email = linked?.reader.email ?? vouched.email
  if (!email) return { status: 'no-address' }
  if (!(await mayComeIn(tx, issuer, email, groups))) {
    // What was believed of them before holds no more.
    if (linked) await tx.identity.update({ where: { issuer_subject: { issuer, subject } }, data: told })
    return { status: 'not-of-this-site' }
  }
  const signedIn = await startSession(tx, email, browser, now)
  await link(tx, { issuer, subject, readerId: signedIn.reader.id }, told, now)
  log.info({ event: 'signed in', reader: signedIn.reader.id, issuer })
  return { status: 'signed-in', back, ...signedIn }
}

interface Link {
  issuer: string
  subject: string
  readerId: string
}

type Told = Pick<Prisma.IdentityUncheckedUpdateInput, 'seenAt'> & { name: string | null; groups: string[] }

async function link(tx: Prisma.TransactionClient, row: Link, { name, groups }: Told, now: Date): Promise<void> {
  const { issuer, subject } = row
  const told = { name, groups, seenAt: now }
  await tx.identity.upsert({
    where: { issuer_subject: { issuer, subject } },
    create: { ...row, ...told, linkedAt: now },
    update: told,
  })
}

/** Whether they belong to the site, by what the provider says now where it is the one that decides. */
async function mayComeIn(tx: Prisma.TransactionClient, issuer: string, email: string, groups: string[]) {
  const { siteMode, openIdProviders, adminEmails } = config()
  if (siteMode.kind === 'openid') {
    const decides = openIdProviders.some(({ name, issuer: its }) => name === siteMode.provider && its === issuer)
    if (decides) return adminEmails.includes(email) || groups.includes(siteMode.group)
  }
  const [row] = await tx.$queryRaw<{ admitted: boolean }[]>`select ${isAdmitted(Prisma.sql`${email}`)} as admitted`
  return row?.admitted ?? false
}
