import { z } from 'zod'

const oneLine = z.string().regex(/^[^\p{Cc}]{1,200}$/u, 'takes one line')
const address = z
  .string()
  .refine((text) => isSafe(text), 'takes an https:// address (http:// only for this machine)')
  .transform((text) => text.replace(/\/+$/, ''))

/** Addresses of a provider that speaks OAuth 2.0 only, such as GitHub: nothing is discovered, and the user's own record says who it is. */
const OAuthOnly = z.strictObject({ authorize: address, token: address, user: address, emails: address.optional() })

const Provider = z.strictObject({
  /** In addresses; what readers linked stays with the issuer. */
  name: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/, 'takes a name of lower-case letters, digits and dashes'),
  /** On the button. */
  label: oneLine,
  issuer: address,
  clientId: oneLine,
  clientSecret: oneLine.optional(),
  scope: oneLine.default('openid email profile'),
  /** The claim that tells groups. */
  groups: oneLine.default('groups'),
  oauth: OAuthOnly.optional(),
})
export type OpenIdProvider = z.output<typeof Provider>

/** `OPENID_PROVIDERS`: a list of providers as JSON (docs/operations.md). */
export const OpenIdProviders = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown
    } catch {
      context.addIssue({ code: 'custom', message: 'takes a list of providers as JSON' })
      return z.NEVER
    }
  })
  .pipe(z.array(Provider).max(20, 'takes at most 20 providers'))
  .refine((list) => new Set(list.map(({ name }) => name)).size === list.length, 'takes each name once')

const LOOPBACK = /^http:\/\/(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?(\/|$)/i

function isSafe(text: string): boolean {
  return URL.canParse(text) && (/^https:\/\//i.test(text) || LOOPBACK.test(text))
}
