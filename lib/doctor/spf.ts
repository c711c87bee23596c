import { BlockList, isIPv6 } from 'node:net'
import type { MailDns } from './mail-dns'

/** RFC 7208, 4.6.4: a record that makes receivers ask more often is an error to them. */
const MAX_LOOKUPS = 10
/** A term: qualifier, mechanism or modifier, what follows it. */
const TERM = /^([-+?~]?)(all|a|mx|ip4|ip6|include|exists|ptr|redirect)(?:[:=]([^/\s]+))?(\/\S+)?$/i

export type SpfVerdict = 'pass' | 'neutral' | 'softfail' | 'fail' | 'too many lookups' | 'broken'

const OF_QUALIFIER: Readonly<Record<string, SpfVerdict>> = {
  '': 'pass',
  '+': 'pass',
  '?': 'neutral',
  '~': 'softfail',
  '-': 'fail',
}

/** SPF records of a domain (RFC 7208, 4.5); more than one counts as none. */
export const spfRecords = async (domain: string, dns: MailDns): Promise<string[]> =>
  (await dns.text(domain)).filter((text) => /^v=spf1(\s|$)/i.test(text))

/** What receivers find when mail of this domain comes from this address. Macros and `exists` are not looked into: they match nothing here. */
export function judgeSpf(domain: string, address: string, dns: MailDns): Promise<SpfVerdict> {
  return new Evaluation(address, dns).of(domain)
}

class Evaluation {
  #lookups = 0

  constructor(
    private readonly address: string,
    private readonly dns: MailDns,
  ) {}

  async of(domain: string): Promise<SpfVerdict> {
    const [record, ...more] = await spfRecords(domain, this.dns)
    if (!record || more.length > 0) return 'broken'
    let redirect: string | undefined
    for (const term of record.trim().split(/\s+/).slice(1)) {
      const [, qualifier = '', mechanism = '', target, range] = TERM.exec(term) ?? []
      const name = mechanism.toLowerCase()
      if (name === 'redirect') redirect = target
      else if (name && (await this.#matches(name, target ?? domain, range))) return OF_QUALIFIER[qualifier] ?? 'broken'
      if (this.#lookups > MAX_LOOKUPS) return 'too many lookups'
    }
    if (!redirect) return 'neutral'
    this.#lookups++
    return this.#lookups > MAX_LOOKUPS ? 'too many lookups' : this.of(redirect)
  }

  async #matches(mechanism: string, target: string, range = ''): Promise<boolean> {
    if (mechanism === 'all') return true
    if (mechanism === 'ip4' || mechanism === 'ip6') return this.#isWithin(target, range)
    if (++this.#lookups > MAX_LOOKUPS) return false
    if (mechanism === 'include') return (await this.of(target)) === 'pass'
    if (mechanism === 'a') return this.#isAmong(await this.dns.addresses(target), range)
    if (mechanism !== 'mx') return false
    const hosts = await this.dns.exchanges(target)
    const addresses = await Promise.all(hosts.slice(0, MAX_LOOKUPS).map((host) => this.dns.addresses(host)))
    return this.#isAmong(addresses.flat(), range)
  }

  #isAmong(addresses: string[], range: string): boolean {
    return addresses.some((one) => this.#isWithin(one, range))
  }

  /** @param range `/24`, for `a` and `mx` also `/24//64`; absent: that address alone */
  #isWithin(network: string, range: string): boolean {
    const family = isIPv6(network) ? 'ipv6' : 'ipv4'
    const whole = family === 'ipv6' ? 128 : 32
    const [, four, , six] = /^\/(\d+)?(\/\/(\d+))?$/.exec(range) ?? []
    const bits = Number((family === 'ipv6' ? (six ?? four) : four) ?? whole)
    try {
      const list = new BlockList()
      list.addSubnet(network, Math.min(bits, whole), family)
      return list.check(this.address, isIPv6(this.address) ? 'ipv6' : 'ipv4')
    } catch {
      // No address: a mistake in the record, which matches nothing.
      return false
    }
  }
}
