import { broken, type Finding, fine, notice } from './finding'
import { judged, type MailDns } from './mail-dns'

/** RFC 9989, 4.10: how far up receivers walk. */
const MAX_STEPS = 8
/** RFC 9989 took these away. */
const FORMER_TAGS = ['pct', 'rf', 'ri']

/** Whether the domain says what becomes of mail that is not its own. A record of the parent speaks for the domains below it. */
export function checkDmarc(domain: string, dns: MailDns): Promise<Finding> {
  return judged('DMARC', domain, async () => {
    for (const name of walk(domain)) {
      const records = (await dns.text(`_dmarc.${name}`)).filter((text) => /^v=DMARC1\s*(;|$)/i.test(text))
      const [record, ...more] = records
      if (more.length > 0)
        return broken('DMARC', `${name} has ${records.length} DMARC records, and receivers take that for none.`)
      if (record) return judgeRecord(name, record)
    }
    return broken(
      'DMARC',
      `${domain} has no DMARC record: publish "v=DMARC1; p=none" at _dmarc.${domain} to begin with.`,
    )
  })
}

function judgeRecord(name: string, record: string): Finding {
  const tags = new Map(
    record.split(';').map((part): [string, string] => {
      const [key = '', value = ''] = part.split('=', 2)
      return [key.trim().toLowerCase(), value.trim().toLowerCase()]
    }),
  )
  const policy = tags.get('p') ?? 'none'
  const former = FORMER_TAGS.filter((tag) => tags.has(tag))
  if (!['none', 'quarantine', 'reject'].includes(policy))
    return broken(
      'DMARC',
      `The DMARC record of ${name} has no policy that receivers know: p takes none, quarantine or reject.`,
    )
  return former.length > 0
    ? notice('DMARC', `${name} has a DMARC policy (${policy}); ${former.join(', ')} in it means nothing any more.`)
    : fine('DMARC', `${name} has a DMARC policy (${policy}).`)
}

/** The domain and those above it, short of the top level; of a very long one, the lower end is left out. */
function walk(domain: string): string[] {
  const labels = domain.split('.')
  const above = labels.slice(0, -1).map((_, at) => labels.slice(at).join('.'))
  const [whole = domain, ...rest] = above
  return [whole, ...rest.slice(-(MAX_STEPS - 1))]
}
