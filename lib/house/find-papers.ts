import { withClient } from '../database/server-address'

/** Whether the store of this migrated database holds any paper. */
export function findPapers(url: string): Promise<boolean> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ any: boolean }>('SELECT EXISTS (SELECT FROM papers) AS any')
    return rows[0]?.any === true
  })
}
