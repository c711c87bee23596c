import type { Config } from '../config'
import { checkArxiv } from './check-arxiv'
import { checkDatabase } from './check-database'
import { checkDisk } from './check-disk'
import { checkMailServer } from './check-mail'
import { checkMailDomain } from './check-mail-domain'
import { checkSettings } from './check-settings'
import { broken, type Finding, reasonOf } from './finding'

/**
 * Everything the doctor looks at, told as it is found: settings, disk, database, mail, arXiv. It changes nothing and sends no mail.
 * One check that fails does not keep the others from being made.
 * @param database opens the database; rejects when there is none to be had
 */
export async function* examine(config: Config, database: () => Promise<void>): AsyncGenerator<Finding> {
  yield* checkSettings(config)
  yield await checkDisk(config.dataDir)
  const unopened = await database().then(
    () => null,
    (error: unknown) => broken('database', `There is no database to ask: ${reasonOf(error)}.`),
  )
  yield* unopened ? [unopened] : await checkDatabase()
  yield await checkMailServer(config)
  yield* await checkMailDomain(config)
  // The gate to arXiv is a row of the database.
  if (!unopened) yield await checkArxiv(config)
}
