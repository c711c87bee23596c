import type { Config } from '../config'
import { readDkimKey } from '../mail/dkim'
import { checkDkimRecord } from './check-dkim'
import { checkDmarc } from './check-dmarc'
import { broken, type Finding, fine, notice, reasonOf } from './finding'
import { judged, type MailDns, systemDns } from './mail-dns'
import { judgeSpf, spfRecords } from './spf'

type Settings = Pick<Config, 'mailFrom' | 'smtpUrl' | 'isLocal' | 'dkim' | 'bounceAddress' | 'bounceUrl'>

/**
 * Whether receivers will believe our mails: SPF (RFC 7208), DKIM (RFC 6376), DMARC (RFC 9989) and their alignment, the name
 * behind the server's address, and a way back for what cannot be delivered. Large receivers refuse bulk mail without them. One
 * plain sentence each. A site for this machine only has no such domain and is not asked about.
 */
export async function checkMailDomain(settings: Settings, dns: MailDns = systemDns()): Promise<Finding[]> {
  const { mailFrom, smtpUrl, isLocal, bounceAddress } = settings
  if (isLocal || !smtpUrl) return []
  const from = domainOf(mailFrom)
  const envelope = domainOf(bounceAddress)
  const server = new URL(smtpUrl).hostname
  return Promise.all([
    checkSpf(envelope, server, dns),
    checkDkim(settings, from, server, dns),
    checkDmarc(from, dns),
    Promise.resolve(checkAlignment(settings, from, envelope)),
    checkPtr(server, dns),
    checkWayBack(settings, envelope, dns),
  ])
}

const domainOf = (address: string) => /@([^\s<>@]+)>?$/.exec(address)?.[1]?.toLowerCase() ?? ''

function checkSpf(domain: string, server: string, dns: MailDns): Promise<Finding> {
  return judged('SPF', domain, async () => {
    const [record, ...more] = await spfRecords(domain, dns)
    if (!record) return broken('SPF', `${domain} has no SPF record: publish a TXT record such as "v=spf1 mx -all".`)
    if (more.length > 0)
      return broken('SPF', `${domain} has ${more.length + 1} SPF records, and receivers take that for none.`)
    const qualifier = /(?:^|\s)([-~?+]?)all(?:\s|$)/i.exec(record)?.[1]
    if (qualifier === '' || qualifier === '+' || qualifier === '?')
      return notice('SPF', `The SPF record of ${domain} lets everybody send in its name: end it with -all or ~all.`)

    const [address] = await dns.addresses(server)
    if (!address) return notice('SPF', `${domain} has an SPF record, but ${server} has no address to hold against it.`)
    const verdict = await judgeSpf(domain, address, dns)
    if (verdict === 'pass') return fine('SPF', `The SPF record of ${domain} names ${server}.`)
    if (verdict === 'too many lookups')
      return broken(
        'SPF',
        `The SPF record of ${domain} takes more than ten look-ups, and receivers take that for none.`,
      )
    return notice(
      'SPF',
      `The SPF record of ${domain} does not name ${server} (${verdict}): name it, unless that relay sends from other addresses.`,
    )
  })
}

async function checkDkim({ dkim }: Settings, from: string, server: string, dns: MailDns): Promise<Finding> {
  if (!dkim) return notice('DKIM', `Mails are not signed here: ${server} has to sign them for ${from}.`)
  try {
    const key = readDkimKey(dkim)
    return await judged('DKIM', dkim.domain, () => checkDkimRecord(key, dns))
  } catch (error) {
    return broken('DKIM', `${reasonOf(error)}.`)
  }
}

/** RFC 9989, relaxed: the same domain, or one below the other. */
const areAligned = (one: string, other: string) =>
  one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`)

function checkAlignment({ dkim }: Settings, from: string, envelope: string): Finding {
  const bySignature = dkim !== undefined && areAligned(from, dkim.domain)
  if (bySignature) return fine('alignment', `The sender ${from} is aligned with the signature of ${dkim.domain}.`)
  if (dkim && !areAligned(from, envelope))
    return broken('alignment', `Neither the signature (${dkim.domain}) nor the envelope (${envelope}) is of ${from}.`)
  if (dkim)
    return notice('alignment', `The signature is of ${dkim.domain}, not of ${from}: set DKIM_DOMAIN to the sender's.`)
  return areAligned(from, envelope)
    ? fine('alignment', `The sender ${from} is aligned with the envelope of ${envelope}.`)
    : broken('alignment', `The envelope is of ${envelope}, not of ${from}: set BOUNCE_ADDRESS to one of ${from}.`)
}

/** The server's address has a name, and that name has the address: receivers refuse mail from those without. */
function checkPtr(server: string, dns: MailDns): Promise<Finding> {
  return judged('PTR', server, async () => {
    const [address] = await dns.addresses(server)
    if (!address) return broken('PTR', `${server} has no address in DNS.`)
    const [name] = await dns.reverse(address)
    if (!name)
      return broken('PTR', `${address} of ${server} has no name (PTR): ask whoever gave you the address for one.`)
    const isItsOwn = (await dns.addresses(name)).includes(address)
    return isItsOwn
      ? fine('PTR', `${address} of ${server} is ${name}, in both directions.`)
      : broken('PTR', `${address} of ${server} is called ${name}, but that name has another address.`)
  })
}

function checkWayBack({ bounceAddress, bounceUrl }: Settings, domain: string, dns: MailDns): Promise<Finding> {
  return judged('bounces', domain, async () => {
    const hosts = await dns.exchanges(domain)
    const takesMail =
      hosts.some((host) => host !== '') || (hosts.length === 0 && (await dns.addresses(domain)).length > 0)
    if (!takesMail) return broken('bounces', `${domain} takes no mail, so nothing can come back to ${bounceAddress}.`)
    return bounceUrl
      ? fine(
          'bounces',
          `What cannot be delivered comes back to ${domain} and is read at ${new URL(bounceUrl).hostname}.`,
        )
      : notice('bounces', `BOUNCE_URL is not set: mail to ${bounceAddress} has to be piped into npm run bounce.`)
  })
}
