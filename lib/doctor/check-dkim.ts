import { createPublicKey, type KeyObject } from 'node:crypto'
import type { DkimKey } from '../mail/dkim'
import { broken, type Finding, fine } from './finding'
import type { MailDns } from './mail-dns'

/** Whether the key that is published (RFC 6376, 3.6.1) belongs to the one we sign with. */
export async function checkDkimRecord({ domain, selector, key }: DkimKey, dns: MailDns): Promise<Finding> {
  const name = `${selector}._domainkey.${domain}`
  const records = (await dns.text(name)).filter((text) => /(^|;)\s*p=/.test(text))
  const [record, ...more] = records
  if (!record) return broken('DKIM', `${name} has no key: publish a TXT record "${recordOf(key)}".`)
  if (more.length > 0)
    return broken('DKIM', `${name} has ${records.length} keys, and receivers look at any one of them.`)
  const published = tag(record, 'p')
  if (published === '') return broken('DKIM', `The key at ${name} was revoked.`)
  return published === publicKeyOf(key)
    ? fine('DKIM', `Mails are signed, and the key at ${name} is the right one.`)
    : broken('DKIM', `The key at ${name} is not the one that mails are signed with: publish "${recordOf(key)}".`)
}

const tag = (record: string, name: string) =>
  new RegExp(`(?:^|;)\\s*${name}\\s*=([^;]*)`).exec(record)?.[1]?.replace(/\s/g, '') ?? ''

const recordOf = (key: KeyObject) =>
  `v=DKIM1; k=${key.asymmetricKeyType === 'ed25519' ? 'ed25519' : 'rsa'}; p=${publicKeyOf(key)}`

/** RFC 8463: an Ed25519 key is published bare, without what DER puts around it. */
function publicKeyOf(key: KeyObject): string {
  const der = createPublicKey(key).export({ type: 'spki', format: 'der' })
  return (key.asymmetricKeyType === 'ed25519' ? der.subarray(-32) : der).toString('base64')
}
