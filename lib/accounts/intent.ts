import { z } from 'zod'
import { config } from '../config'
import { backPath } from './back-path'
import { readCookie, setCookie } from './cookies'
import { keyedHash, keyedHashes, sameHash } from './tokens'

const INTENT_ACTS = ['vote', 'save', 'dismiss'] as const
export type IntentAct = (typeof INTENT_ACTS)[number]

/** What a visitor wanted to do and can only do signed in; done by the POST that signs in. */
export interface Intent {
  act: IntentAct
  paperId: string
  /** A path of this site. */
  back: string
}

/** Long enough to find the mail, short enough that nobody else at this browser acts by accident. */
const INTENT_LIFE_MINUTES = 30

const PURPOSE = 'intent'
const Signed = z.object({
  purpose: z.literal(PURPOSE),
  act: z.enum(INTENT_ACTS),
  paperId: z.string().min(1).max(100),
  back: z.string().transform(backPath),
  expires: z.number(),
})

/** A `Set-Cookie` line that keeps the intent in the browser, signed, for `INTENT_LIFE_MINUTES`. */
export function intentCookie(intent: Intent, now: Date = config().clock.now()): string {
  const expires = now.getTime() + INTENT_LIFE_MINUTES * 60_000
  const content = Buffer.from(JSON.stringify({ purpose: PURPOSE, ...intent, expires })).toString('base64url')
  const signature = Buffer.from(keyedHash(PURPOSE, content)).toString('base64url')
  return setCookie('intent', `${content}.${signature}`, INTENT_LIFE_MINUTES * 60)
}

/** The intent that this browser carries; null when there is none, it was not signed here, or its time is over. */
export function readIntent(request: Request, now: Date = config().clock.now()): Intent | null {
  const [content = '', signature = '', ...more] = (readCookie(request, 'intent') ?? '').split('.')
  const given = Buffer.from(signature, 'base64url')
  const isOurs = more.length === 0 && keyedHashes(PURPOSE, content).some((expected) => sameHash(expected, given))
  if (!isOurs) return null
  const { data } = Signed.safeParse(JSON.parse(Buffer.from(content, 'base64url').toString('utf8')))
  return data && data.expires > now.getTime() ? { act: data.act, paperId: data.paperId, back: data.back } : null
}
