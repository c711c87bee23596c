import { Resolver } from 'node:dns/promises'
import { isIP } from 'node:net'
import { type Finding, notice, reasonOf } from './finding'

/** What the checks of the mail domain ask of DNS; each answers an empty list where there is nothing. */
export interface MailDns {
  /** Text records, their pieces joined. */
  text(name: string): Promise<string[]>
  /** IPv4 and IPv6 addresses; an address is its own. */
  addresses(name: string): Promise<string[]>
  /** Names behind an address. */
  reverse(address: string): Promise<string[]>
  /** Hosts that take the mail of a domain. */
  exchanges(domain: string): Promise<string[]>
}

/** The DNS of this machine, with little patience: a check that hangs helps nobody. @param servers others than the system's */
export function systemDns(servers?: readonly string[]): MailDns {
  const resolver = new Resolver({ timeout: 3_000, tries: 2 })
  if (servers) resolver.setServers(servers)
  return {
    text: (name) => orNothing(resolver.resolveTxt(name).then((records) => records.map((pieces) => pieces.join('')))),
    async addresses(name) {
      if (isIP(name)) return [name]
      const asked = [resolver.resolve4(name), resolver.resolve6(name)]
      return (await Promise.all(asked.map(orNothing))).flat()
    },
    reverse: (address) => orNothing(resolver.reverse(address)),
    exchanges: (domain) =>
      orNothing(resolver.resolveMx(domain).then((records) => records.map(({ exchange }) => exchange))),
  }
}

async function orNothing(asking: Promise<string[]>): Promise<string[]> {
  try {
    return await asking
  } catch (error) {
    if (['ENOTFOUND', 'ENODATA'].includes((error as NodeJS.ErrnoException).code ?? '')) return []
    throw error
  }
}

/** What DNS could not tell is said to be unknown, never guessed. */
export async function judged(about: string, name: string, judge: () => Promise<Finding>): Promise<Finding> {
  try {
    return await judge()
  } catch (error) {
    return notice(about, `The records of ${name} could not be read, so nothing is known of it: ${reasonOf(error)}.`)
  }
}
