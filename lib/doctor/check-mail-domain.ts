import { Resolver } from 'node:dns/promises'
import type { Config } from '../config'
import { broken, type Finding, fine, notice, reasonOf } from './finding'

/** Reads the text records of a name; an empty list where there are none. */
export type ReadText = (name: string) => Promise<string[]>

/**
 * Whether the sender's domain says that its mails are real: SPF (RFC 7208), DKIM (RFC 6376) and DMARC (RFC 7489). Large
 * receivers refuse bulk mail without them. A site for this machine only has no such domain and is not asked about.
 */
export async function checkMailDomain(
  { mailFrom, smtpUrl, isLocal }: Pick<Config, 'mailFrom' | 'smtpUrl' | 'isLocal'>,
  readText: ReadText = readTextRecords,
): Promise<Finding[]> {
  if (isLocal || !smtpUrl) return []
  const domain = /@([^\s<>@]+)>?$/.exec(mailFrom)?.[1]?.toLowerCase() ?? ''
  return [
    await checkSpf(domain, readText),
    notice('DKIM', `Mails are not signed here: ${new URL(smtpUrl).hostname} has to sign them for ${domain}.`),
    await checkDmarc(domain, readText),
  ]
}

async function checkSpf(domain: string, readText: ReadText): Promise<Finding> {
  return judged('SPF', domain, async () => {
    const records = (await readText(domain)).filter((text) => /^v=spf1(\s|$)/i.test(text))
    if (records.length === 0)
      return broken('SPF', `${domain} has no SPF record: publish a TXT record such as "v=spf1 mx -all".`)
    if (records.length > 1)
      return broken('SPF', `${domain} has ${records.length} SPF records, and receivers take that for none.`)
    const qualifier = /(?:^|\s)([-~?+]?)all(?:\s|$)/i.exec(records[0] ?? '')?.[1]
    return qualifier === '' || qualifier === '+' || qualifier === '?'
      ? notice('SPF', `The SPF record of ${domain} lets everybody send in its name: end it with -all or ~all.`)
      : fine('SPF', `${domain} has an SPF record.`)
  })
}

async function checkDmarc(domain: string, readText: ReadText): Promise<Finding> {
  return judged('DMARC', domain, async () => {
    // A record of the parent speaks for the domains below it; walking up stops short of the top level.
    for (let name = domain; name.includes('.'); name = name.slice(name.indexOf('.') + 1)) {
      const record = (await readText(`_dmarc.${name}`)).find((text) => /^v=DMARC1\s*;/i.test(text))
      if (record)
        return fine('DMARC', `${name} has a DMARC policy (${/\bp=(\w+)/i.exec(record)?.[1]?.toLowerCase() ?? 'none'}).`)
    }
    return broken(
      'DMARC',
      `${domain} has no DMARC record: publish "v=DMARC1; p=none" at _dmarc.${domain} to begin with.`,
    )
  })
}

async function judged(about: string, name: string, judge: () => Promise<Finding>): Promise<Finding> {
  try {
    return await judge()
  } catch (error) {
    return notice(about, `The records of ${name} could not be read: ${reasonOf(error)}.`)
  }
}

async function readTextRecords(name: string): Promise<string[]> {
  try {
    const records = await new Resolver({ timeout: 3_000, tries: 2 }).resolveTxt(name)
    return records.map((pieces) => pieces.join(''))
  } catch (error) {
    if (['ENOTFOUND', 'ENODATA'].includes((error as NodeJS.ErrnoException).code ?? '')) return []
    throw error
  }
}
