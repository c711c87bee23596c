import { db } from '../database/client'
import { log } from '../log'
import { CODE_PURPOSE } from './ask-to-sign-in'
import { type Browser, type SignedIn, startSession } from './start-session'
import { keyedHashes, sameHash, tokenHash } from './tokens'
import { readTypedCode, SIGN_IN_CODE_LENGTH } from './typed-code'

/** After so many codes a request is dead, also for the right one and for the link. */
const MAX_TRIES = 5

/** `refused` is one answer for wrong, used, replaced, over, tried too often and never asked: each would tell something. */
export type FinishOutcome = ({ status: 'signed-in'; back: string } & SignedIn) | { status: 'refused' }

/** What finishes a sign-in: a browser that asked, and what it got by mail. */
interface Proof {
  /** The cookie that asking set. */
  browserToken: string | null
  browser: Browser
}

/** Signs in with the code as typed. Each call costs one of five tries; a code works once, also when it is sent a hundred times at once. */
export async function finishWithCode(typed: string, proof: Proof, now: Date): Promise<FinishOutcome> {
  const code = readTypedCode(typed, SIGN_IN_CODE_LENGTH)
  if (!code || !proof.browserToken) return { status: 'refused' }

  // The try is counted before the code is looked at: parallel guesses cannot share one.
  const [request] = await db().signInRequest.updateManyAndReturn({
    where: { browserHash: tokenHash(proof.browserToken), ...usable(now) },
    data: { tries: { increment: 1 } },
    select: { id: true, codeHash: true },
  })
  if (!request) return { status: 'refused' }
  const fits = keyedHashes(CODE_PURPOSE, `${request.id}:${code}`).some((hash) => sameHash(hash, request.codeHash))
  return fits ? finish(request.id, proof.browser, now) : { status: 'refused' }
}

/** Signs in with the link's token, in the browser that asked for it and no other. Works once. */
export async function finishWithLink(linkToken: string, proof: Proof, now: Date): Promise<FinishOutcome> {
  const request = await findRequest(linkToken, proof.browserToken, now)
  return request ? finish(request.id, proof.browser, now) : { status: 'refused' }
}

/** Whether this link would sign in here: it is usable, and this browser asked for it. Changes nothing. */
export async function isLinkOf(linkToken: string, browserToken: string | null, now: Date): Promise<boolean> {
  return (await findRequest(linkToken, browserToken, now)) !== null
}

const usable = (now: Date) => ({ expiresAt: { gt: now }, tries: { lt: MAX_TRIES } })

async function findRequest(linkToken: string, browserToken: string | null, now: Date): Promise<{ id: string } | null> {
  if (!browserToken) return null
  const hashes = { linkHash: tokenHash(linkToken), browserHash: tokenHash(browserToken) }
  return db().signInRequest.findFirst({ where: { ...hashes, ...usable(now) }, select: { id: true } })
}

function finish(requestId: string, browser: Browser, now: Date): Promise<FinishOutcome> {
  return db().$transaction(async (tx): Promise<FinishOutcome> => {
    // Of any number of parallel uses one deletes the row, and that one signs in. A request that was replaced has another id.
    const [used] = await tx.$queryRaw<{ email: string; back: string }[]>`
      delete from sign_in_requests where id = ${requestId}::uuid and expires_at > ${now}::timestamptz returning email, back`
    if (!used) return { status: 'refused' }
    const signedIn = await startSession(tx, used.email, browser, now)
    log.info({ event: 'signed in', reader: signedIn.reader.id })
    return { status: 'signed-in', back: used.back, ...signedIn }
  })
}
