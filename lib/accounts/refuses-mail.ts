import type { MxRecord } from 'node:dns'
import { Resolver } from 'node:dns/promises'
import type { Config } from '../config'

/** Reads the mail servers of a domain. Rejects with `ENODATA` where it names none, with `ENOTFOUND` where there is no such domain. */
export type ReadMx = (domain: string) => Promise<MxRecord[]>

/**
 * Whether the domain of an address says that it takes no mail (a null MX, RFC 7505), or does not exist. What cannot be found out
 * counts as taking mail: the mail server will tell. A site whose mails stay on its machine asks nobody.
 */
export async function refusesMail(
  address: string,
  { isLocal, smtpUrl }: Pick<Config, 'isLocal' | 'smtpUrl'>,
  readMx: ReadMx = (domain) => new Resolver({ timeout: 1_000, tries: 1 }).resolveMx(domain),
): Promise<boolean> {
  if (isLocal || !smtpUrl) return false
  try {
    const servers = await readMx(address.slice(address.indexOf('@') + 1))
    return servers.length > 0 && servers.every(({ exchange }) => exchange === '' || exchange === '.')
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOTFOUND'
  }
}
