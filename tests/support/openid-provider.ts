import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Somebody who has an account at the provider. */
export interface Account {
  sub: string
  [claim: string]: unknown
}

export interface FakeProvider {
  issuer: string
  /** Who is at the screen. */
  account: Account
  /** Changes the claims of a token before it is signed: for forged ones. */
  tamper: (claims: Record<string, unknown>) => Record<string, unknown>
  /** Answers nothing but 503. */
  isAway: boolean
  /** Opens the address that a browser was sent to, as somebody who agrees at once. @returns the query to come back with */
  agree(url: string): Promise<string>
  close(): Promise<void>
}

const CLIENT = { id: 'broadsheet', secret: 'a secret of the client' }
const text = (bytes: Buffer) => bytes.toString('base64url')
const sha256 = (value: string) => text(createHash('sha256').update(value).digest())

/** An OpenID Connect provider on a loopback port: discovery, PKCE, signed ID tokens, userinfo. It checks all that a client must send. */
export async function startOpenIdProvider(): Promise<FakeProvider> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const codes = new Map<string, { params: URLSearchParams; account: Account }>()
  const tokens = new Map<string, Account>()
  const provider = {
    issuer: '',
    account: { sub: 'nobody' } as Account,
    tamper: (claims: Record<string, unknown>) => claims,
    isAway: false,
  }

  const jwt = (claims: Record<string, unknown>) => {
    const head = text(Buffer.from(JSON.stringify({ alg: 'RS256', kid: 'one' })))
    const body = `${head}.${text(Buffer.from(JSON.stringify(claims)))}`
    return `${body}.${text(createSign('RSA-SHA256').update(body).sign(privateKey))}`
  }

  const authorize = (params: URLSearchParams) => {
    const isWhole = params.get('client_id') === CLIENT.id && params.get('code_challenge_method') === 'S256'
    if (!isWhole || !params.get('state')) return { status: 400, body: { error: 'invalid_request' } }
    const code = text(randomBytes(16))
    codes.set(code, { params, account: provider.account })
    const back = new URL(params.get('redirect_uri') ?? '')
    for (const [name, value] of [
      ['code', code],
      ['state', params.get('state') ?? ''],
      ['iss', provider.issuer],
    ] as const)
      back.searchParams.set(name, value)
    return { status: 302, location: back.href, body: {} }
  }

  const exchange = (form: URLSearchParams) => {
    const code = form.get('code') ?? ''
    const given = codes.get(code)
    codes.delete(code)
    const isRight =
      given &&
      form.get('client_secret') === CLIENT.secret &&
      sha256(form.get('code_verifier') ?? '') === given.params.get('code_challenge') &&
      form.get('redirect_uri') === given.params.get('redirect_uri')
    if (!isRight) return { status: 400, body: { error: 'invalid_grant' } }
    const token = text(randomBytes(16))
    tokens.set(token, given.account)
    const now = Math.floor(Date.now() / 1000)
    const { sub } = given.account
    const claims = {
      iss: provider.issuer,
      aud: CLIENT.id,
      sub,
      iat: now,
      exp: now + 300,
      nonce: given.params.get('nonce'),
    }
    const isOpenId = given.params.get('scope')?.includes('openid')
    const idToken = isOpenId ? { id_token: jwt(provider.tamper(claims)) } : {}
    return { status: 200, body: { access_token: token, token_type: 'Bearer', ...idToken } }
  }

  const answer = async (request: IncomingMessage): Promise<{ status: number; body: object; location?: string }> => {
    if (provider.isAway) return { status: 503, body: {} }
    const { pathname, searchParams } = new URL(request.url ?? '/', provider.issuer)
    if (pathname === '/.well-known/openid-configuration') return { status: 200, body: metadata(provider.issuer) }
    if (pathname === '/keys')
      return {
        status: 200,
        body: { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }] },
      }
    if (pathname === '/authorize') return authorize(searchParams)
    if (pathname === '/token') return exchange(new URLSearchParams(await bodyOf(request)))
    const account = tokens.get(/^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '')
    if (account && pathname === '/emails') return { status: 200, body: account.emails as object }
    return account ? { status: 200, body: account } : { status: 401, body: {} }
  }

  const server = createServer((request, response) => {
    void answer(request).then(({ status, body, location }) => {
      response.writeHead(status, { 'content-type': 'application/json', ...(location ? { location } : {}) })
      response.end(JSON.stringify(body))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  provider.issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return Object.assign(provider, {
    agree: async (url: string) => {
      const { headers } = await fetch(url, { redirect: 'manual' })
      return new URL(headers.get('location') ?? '').search.slice(1)
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  })
}

/** The one provider, as the settings name it. */
export const providerSettings = ({ issuer }: FakeProvider, more: object = {}) => ({
  ...{ name: 'lab', label: 'Our lab', issuer, clientId: CLIENT.id, clientSecret: CLIENT.secret },
  ...more,
})

const metadata = (issuer: string) => ({
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  userinfo_endpoint: `${issuer}/userinfo`,
  jwks_uri: `${issuer}/keys`,
  response_types_supported: ['code'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256'],
  authorization_response_iss_parameter_supported: true,
})

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of request) body += String(chunk)
  return body
}
