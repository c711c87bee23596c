import { config } from '../../config'
import { db } from '../../database/client'
import { log } from '../../log'

/** A provider as the settings show it. */
export interface ListedProvider {
  name: string
  label: string
  /** Who the reader is there; null: not linked. */
  linked: { name: string | null; since: Date } | null
}

/** The providers of this site, and which of them the reader signs in with. */
export async function listProviders(readerId: string): Promise<ListedProvider[]> {
  const { openIdProviders } = config()
  if (openIdProviders.length === 0) return []
  const rows = await db().identity.findMany({ where: { readerId }, orderBy: { linkedAt: 'desc' } })
  return openIdProviders.map(({ name, label, issuer }) => {
    const row = rows.find((one) => one.issuer === issuer)
    return { name, label, linked: row ? { name: row.name, since: row.linkedAt } : null }
  })
}

/** Takes a provider off the reader's account; the mailed code always stays. */
export async function unlinkProvider(readerId: string, issuer: string): Promise<void> {
  await db().identity.deleteMany({ where: { readerId, issuer } })
  log.info({ event: 'provider unlinked', reader: readerId, issuer })
}
