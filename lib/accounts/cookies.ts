import { config } from '../config'

/** Who is signed in, which browser asked to sign in, what is to be done after signing in, which browser asked for a digest, which went to a provider, which was asked for a passkey. */
export type CookieName = 'session' | 'sign-in' | 'intent' | 'asked' | 'openid' | 'passkey'

/**
 * A `Set-Cookie` line: HttpOnly, SameSite=Lax, for this host and all of its paths. Where the site is public over https, Secure
 * and with the `__Host-` prefix, so that no neighbouring host can set or shadow it (RFC 6265bis, 4.1.3).
 */
export function setCookie(name: CookieName, value: string, maxAgeSeconds: number): string {
  const secure = overHttps() ? '; Secure' : ''
  return `${fullName(name)}=${value}; Max-Age=${maxAgeSeconds}; Path=/; HttpOnly; SameSite=Lax${secure}`
}

/** A `Set-Cookie` line that makes the browser forget the cookie. */
export const forgetCookie = (name: CookieName): string => setCookie(name, '', 0)

/** The cookie's value; null when it is absent, empty, or sent twice, which a browser of ours never does. */
export function readCookie(request: { headers: Pick<Headers, 'get'> }, name: CookieName): string | null {
  const prefix = `${fullName(name)}=`
  const values = (request.headers.get('cookie') ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(prefix))
    .map((pair) => pair.slice(prefix.length))
  return values.length === 1 ? values[0] || null : null
}

const fullName = (name: CookieName) => `${overHttps() ? '__Host-' : ''}broadsheet-${name}`

const overHttps = () => config().baseUrl.startsWith('https:')
