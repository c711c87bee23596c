import { totpCode, totpStep } from '@/lib/accounts/totp'
import type { TestClock } from './settings'
import { secretOn } from './totp-secret'
import { signInAs, type Visitor } from './visitor'

/** What an authenticator app shows now. */
export const appCode = (secret: Buffer, clock: TestClock): string => totpCode(secret, totpStep(clock.now()))

/** An admin with an app, signed in with both steps; the clock has moved on, so that the app shows a new code. */
export async function adminWithApp(
  email: string,
  clock: TestClock,
): Promise<{ visitor: Visitor; secret: Buffer; recoveryCodes: string[] }> {
  const visitor = await signInAs(email)
  const { to } = await visitor.post('/sign-in/second-factor/set-up', { back: '/admin' })
  const secret = secretOn((await visitor.get(to ?? '')).html)
  const fields = { code: appCode(secret, clock), back: '/admin' }
  const { html } = await visitor.post('/sign-in/second-factor/confirm', fields)
  const recoveryCodes = [...html.matchAll(/<code>([0-9A-Z]{5}-[0-9A-Z]{5})<\/code>/g)].map(([, code = '']) => code)
  clock.passMinutes(1)
  return { visitor, secret, recoveryCodes }
}
