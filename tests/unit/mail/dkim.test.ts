import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dkimVerify } from 'mailauth/lib/dkim/verify'
import { expect, test } from 'vitest'
import { composeMessage } from '@/lib/mail/compose-message'
import { type DkimKey, readDkimKey } from '@/lib/mail/dkim'
import type { Mail } from '@/lib/mail/mail'
import { aMail } from '../../support/mail'

const folder = mkdtempSync(join(tmpdir(), 'dkim-'))

function aKeyFile(name: string, pem: string): string {
  const file = join(folder, name)
  writeFileSync(file, pem)
  return file
}
const pemOf = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }).toString()
const read = (keyFile: string) => readDkimKey({ domain: 'papers.example.org', selector: 'mail', keyFile })

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const ed25519 = generateKeyPairSync('ed25519')

/** Asks a verifier that is not ours, with the record that an operator would publish. */
async function verdictOf(message: Buffer, publicKey: KeyObject) {
  const der = publicKey.export({ type: 'spki', format: 'der' })
  // RFC 8463: an Ed25519 key is published bare, without what DER puts around it.
  const record =
    publicKey.asymmetricKeyType === 'ed25519'
      ? `v=DKIM1; k=ed25519; p=${der.subarray(-32).toString('base64')}`
      : `v=DKIM1; k=rsa; p=${der.toString('base64')}`
  const { results } = await dkimVerify(message, {
    resolver: (name: string) => {
      expect(name).toBe('mail._domainkey.papers.example.org')
      return Promise.resolve([[record]])
    },
  })
  return results[0]
}

const aDigestMail = (given: Partial<Mail> = {}) =>
  aMail({
    from: '"Größe, täglich" <digest@papers.example.org>',
    replyTo: 'people@papers.example.org',
    subject: 'Ein langer Betreff über ‖x‖₂ ≤ α, der gewiss in mehr als eine Zeile geht, and 24 more',
    text: `Zeilen mit  zwei Leerzeichen,\n    eingerückt,  \nund = Gleich.\n\n\n`,
    html: `<p>大规模 ${'wort '.repeat(100)}</p>`,
    headers: [
      ['List-Unsubscribe', `<https://papers.example.org/u/${'x'.repeat(200)}>, <mailto:b+token@papers.example.org>`],
      ['List-Unsubscribe-Post', 'List-Unsubscribe=One-Click'],
      ['List-Id', '"Papers" <trending.papers.example.org>'],
    ],
    ...given,
  })

const keys: [string, DkimKey, KeyObject][] = [
  ['RSA', read(aKeyFile('rsa.pem', pemOf(rsa.privateKey))), rsa.publicKey],
  ['Ed25519', read(aKeyFile('ed25519.pem', pemOf(ed25519.privateKey))), ed25519.publicKey],
]

test.each(keys)(
  '%s: a verifier that is not ours takes the signature, over both ways to unsubscribe',
  async (_, key, publicKey) => {
    const message = await composeMessage(aDigestMail(), key)
    const verdict = await verdictOf(message, publicKey)
    expect(verdict?.status).toMatchObject({ result: 'pass', aligned: 'papers.example.org' })
    const signed = / h=([^;]*);/
      .exec(message.toString('latin1'))?.[1]
      ?.toLowerCase()
      .split(/[:\s]+/)
    expect(signed).toEqual(
      expect.arrayContaining([
        'from',
        'to',
        'subject',
        'date',
        'message-id',
        'list-unsubscribe',
        'list-unsubscribe-post',
      ]),
    )
    expect(signed?.filter((name) => name === 'from')).toHaveLength(2)
  },
)

test.each(keys)('%s: a changed word, header or second sender breaks it', async (_, key, publicKey) => {
  const message = (await composeMessage(aDigestMail(), key)).toString('latin1')
  for (const changed of [
    message.replace('wort', 'Wort'),
    message.replace('List-Unsubscribe: <https:', 'List-Unsubscribe: <http:'),
    message.replace('\r\nTo: ', '\r\nFrom: eve@example.org\r\nTo: '),
  ]) {
    expect(changed).not.toBe(message)
    expect((await verdictOf(Buffer.from(changed, 'latin1'), publicKey))?.status.result).not.toBe('pass')
  }
})

test.each(keys)('%s: what relays do to white space does no harm', async (_, key, publicKey) => {
  const message = (await composeMessage(aDigestMail(), key)).toString('latin1')
  const relayed = message.replace('\r\nTo: ', '\r\nTo:\t ').replace(/\r\n$/, '\r\n\r\n')
  expect((await verdictOf(Buffer.from(relayed, 'latin1'), publicKey))?.status.result).toBe('pass')
})

test('the same mail is signed the same at every attempt, in short lines of ASCII', async () => {
  for (const [, key] of keys) {
    const message = await composeMessage(aDigestMail(), key)
    expect(message).toEqual(await composeMessage(aDigestMail(), key))
    const header = message.toString('latin1').split(/\r\n(?! )/)[0] ?? ''
    expect(header).toMatch(
      /^DKIM-Signature: v=1; a=(rsa|ed25519)-sha256; c=relaxed\/relaxed;\r\n d=papers\.example\.org;/,
    )
    for (const line of header.split('\r\n')) expect(line.length).toBeLessThanOrEqual(78)
  }
})

test.each([
  ['cannot be read (ENOENT)', () => join(folder, 'nowhere.pem')],
  ['holds no private key in PEM', () => aKeyFile('text.pem', 'hello')],
  [
    'holds no private key in PEM',
    () => aKeyFile('public.pem', rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString()),
  ],
  [
    'must be a key for RSA or Ed25519',
    () => aKeyFile('ec.pem', pemOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey)),
  ],
  [
    'is too short for receivers, 512 bits',
    () => aKeyFile('short.pem', pemOf(generateKeyPairSync('rsa', { modulusLength: 512 }).privateKey)),
  ],
])('a key file that %s is refused in one sentence', (sentence, file) => {
  expect(() => read(file())).toThrow(`DKIM_KEY_FILE ${sentence}`)
})
