import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto'

const base64url = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64url')
const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest()

/** User present and verified. */
const VERIFIED = 0x05
const WITH_KEY = 0x40

/** What a test may change of an answer. */
export interface Lies {
  challenge?: string
  origin?: string
  rpId?: string
  flags?: number
}

/** A security key of software (ES256, no attestation), as a browser would hand on its answers (WebAuthn 3, 6.1 and 6.5). */
export function anAuthenticator(home: { origin: string; rpId: string }) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(16)
  let counter = 0

  const clientData = (type: string, challenge: string, { origin = home.origin }: Lies) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))

  const authenticatorData = (flags: number, { rpId = home.rpId }: Lies, key = Buffer.alloc(0)) => {
    const count = Buffer.alloc(4)
    count.writeUInt32BE(counter)
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), count, key])
  }

  const whole = (response: object) => ({
    id: base64url(id),
    rawId: base64url(id),
    type: 'public-key',
    clientExtensionResults: {},
    response,
  })

  return {
    id: base64url(id),
    create(challenge: string, lies: Lies = {}): string {
      const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
      // COSE_Key {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y}.
      const cose = Buffer.concat([
        Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]),
        Buffer.from(x, 'base64url'),
        Buffer.from([0x22, 0x58, 0x20]),
        Buffer.from(y, 'base64url'),
      ])
      const key = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, cose])
      const data = authenticatorData((lies.flags ?? VERIFIED) | WITH_KEY, lies, key)
      // {"fmt": "none", "attStmt": {}, "authData": bytes}
      const attestation = Buffer.concat([
        Buffer.from([0xa3, 0x63]),
        Buffer.from('fmt'),
        Buffer.from([0x64]),
        Buffer.from('none'),
        Buffer.from([0x67]),
        Buffer.from('attStmt'),
        Buffer.from([0xa0, 0x68]),
        Buffer.from('authData'),
        Buffer.from([0x58, data.length]),
        data,
      ])
      return JSON.stringify(
        whole({
          clientDataJSON: base64url(clientData('webauthn.create', lies.challenge ?? challenge, lies)),
          attestationObject: base64url(attestation),
          transports: ['internal'],
        }),
      )
    },
    get(challenge: string, lies: Lies = {}): string {
      counter += 1
      const client = clientData('webauthn.get', lies.challenge ?? challenge, lies)
      const data = authenticatorData(lies.flags ?? VERIFIED, lies)
      const signature = createSign('SHA256')
        .update(Buffer.concat([data, sha256(client)]))
        .sign(privateKey)
      return JSON.stringify(
        whole({
          clientDataJSON: base64url(client),
          authenticatorData: base64url(data),
          signature: base64url(signature),
        }),
      )
    },
  }
}
