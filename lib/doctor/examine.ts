import type { Config } from '../config'
import { checkArxiv } from './check-arxiv'
import { checkDatabase } from './check-database'
import { checkDisk } from './check-disk'
import { checkFreshness } from './check-freshness'
import { checkMailServer } from './check-mail'
import { checkMailDomain } from './check-mail-domain'
import { checkSearch, checkTextIndex } from './check-search'
import { checkSettings } from './check-settings'
import { checkSignals } from './check-signals'
import { checkTls } from './check-tls'
import { broken, type Finding, reasonOf } from './finding'

/**
 * Everything the doctor looks at, told as it is found: settings, disk, database, mail, arXiv, freshness. It changes nothing and sends no mail.
 * One check that fails does not keep the others from being made.
 * @param openDatabase opens the database; rejects when there is none to be had
 */
export async function* examine(config: Config, openDatabase: () => Promise<void>): AsyncGenerator<Finding> {
  yield* checkSettings(config)
  yield await checkDisk(config.dataDir)
  const unopened = await openDatabase().then(
    () => null,
    (error: unknown) => broken('database', `There is no database to ask: ${reasonOf(error)}.`),
  )
  const database = unopened ? [unopened] : await checkDatabase()
  yield* database
  if (database.every(({ state }) => state !== 'broken')) {
    yield await checkSearch()
    yield* await checkTextIndex()
  }
  yield await checkMailServer(config)
  if (config.smtpUrl) yield await checkTls(config.smtpUrl)
  yield* await checkMailDomain(config)
  if (unopened) return
  // The gate to arXiv is a row of the database.
  yield await checkArxiv(config)
  if (database.some(({ state }) => state === 'broken')) return
  yield* await checkFreshness(config)
  yield* await checkSignals(config)
}
