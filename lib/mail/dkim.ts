import { createHash, createPrivateKey, type KeyObject, sign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { InputError } from '../errors'

/** Keys that receivers take (RFC 8301, 3.2). */
const MIN_RSA_BITS = 1024
/** Named twice, so that nobody can add a second one that is shown instead (RFC 6376, 8.15). */
const GUARDED = ['From', 'To', 'Subject', 'Reply-To']
const LINE = 72

/** What mails are signed with. */
export interface DkimKey {
  domain: string
  selector: string
  algorithm: 'rsa-sha256' | 'ed25519-sha256'
  key: KeyObject
}

/** Reads the key that mails are signed with. @throws InputError that says in a sentence what is wrong with the file */
export function readDkimKey(settings: { domain: string; selector: string; keyFile: string }): DkimKey {
  const { domain, selector, keyFile } = settings
  const wrong = (what: string) => new InputError(`DKIM_KEY_FILE ${what}: ${keyFile}`)
  let pem: string
  try {
    pem = readFileSync(keyFile, 'utf8')
  } catch (error) {
    throw wrong(`cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`)
  }
  let key: KeyObject
  try {
    key = createPrivateKey(pem)
  } catch {
    throw wrong('holds no private key in PEM')
  }
  if (key.asymmetricKeyType === 'ed25519') return { domain, selector, algorithm: 'ed25519-sha256', key }
  if (key.asymmetricKeyType !== 'rsa') throw wrong('must be a key for RSA or Ed25519')
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0
  if (bits < MIN_RSA_BITS) throw wrong(`is too short for receivers, ${bits} bits`)
  return { domain, selector, algorithm: 'rsa-sha256', key }
}

/**
 * The DKIM-Signature of a message (RFC 6376, RFC 8463): over its body and every header it has, relaxed, so that what relays do to
 * white space does no harm.
 * @param headers the block of headers, without the empty line behind it
 * @param at when the mail was made: the same mail is always signed the same
 * @returns a header, folded, without the end of its line
 */
export async function dkimSignature(headers: string, body: string, dkim: DkimKey, at: Date): Promise<string> {
  const lines = headers.split(/\r\n(?![ \t])/)
  const names = [...lines.map((line) => line.slice(0, line.indexOf(':'))), ...GUARDED]
  const unsigned = [
    `DKIM-Signature: v=1; a=${dkim.algorithm}; c=relaxed/relaxed;`,
    ` d=${dkim.domain}; s=${dkim.selector}; t=${Math.floor(at.getTime() / 1000)};`,
    ` bh=${createHash('sha256').update(relaxedBody(body), 'latin1').digest('base64')};`,
    ` h=${names
      .join(':')
      .replace(/(.{1,70}):/g, '$1:\r\n  ')
      .replace(/\s+$/, '')};`,
    ' b=',
  ].join('\r\n')
  // A name beyond those that are there stands for its absence.
  const signed = [...lines, unsigned].map(relaxedHeader).join('\r\n')
  const signature = await signatureOf(signed, dkim)
  return unsigned + (signature.match(new RegExp(`.{1,${LINE}}`, 'g'))?.join('\r\n  ') ?? '')
}

/** RFC 6376, 3.4.2. */
function relaxedHeader(line: string): string {
  const colon = line.indexOf(':')
  const value = line
    .slice(colon + 1)
    .replace(/\r\n/g, '')
    .replace(/[ \t]+/g, ' ')
    .trim()
  return `${line.slice(0, colon).trim().toLowerCase()}:${value}`
}

/** RFC 6376, 3.4.4. */
function relaxedBody(body: string): string {
  const relaxed = body
    .replace(/[ \t]+/g, ' ')
    .replace(/ \r\n/g, '\r\n')
    .replace(/(\r\n)+$/, '')
  return relaxed === '' ? '' : `${relaxed}\r\n`
}

const signing = promisify(sign)

async function signatureOf(text: string, { algorithm, key }: DkimKey): Promise<string> {
  const octets = Buffer.from(text, 'latin1')
  const signature =
    algorithm === 'rsa-sha256'
      ? await signing('sha256', octets, key)
      : await signing(null, createHash('sha256').update(octets).digest(), key)
  return signature.toString('base64')
}
