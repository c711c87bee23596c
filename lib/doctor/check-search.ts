import { hasTextIndex } from '../papers/text-index'
import { findFault } from '../search/index/check-index'
import { openLance } from '../search/index/lance'
import { findLag, findState } from '../search/index/state'
import { within } from '../within'
import { type Finding, fine, notice, reasonOf } from './finding'

/** Far more than looking at an index takes, in a bucket too. */
const ANSWER_MS = 20_000
const MEANWHILE = 'searches are answered from the database, less well'

/** Whether the search index is there, whole, and not far behind. A lost one is no fault: the worker makes it again. Needs the database. */
export async function checkSearch(): Promise<Finding> {
  try {
    const open = await within(ANSWER_MS, openLance())
    if (!open) return notice('search', `The search engine does not run on this machine: ${MEANWHILE}.`)
    const state = await findState()
    if (!state) return notice('search', `There is no search index yet: the worker makes it; meanwhile ${MEANWHILE}.`)
    const fault = await within(ANSWER_MS, findFault(open, state))
    if (fault && !fault.isSure) return notice('search', `The search index cannot be looked at: ${fault.what}.`)
    if (fault)
      return notice(
        'search',
        `The search index is damaged (${fault.what}): the worker makes it anew; meanwhile ${MEANWHILE}.`,
      )
    const { changes } = await findLag()
    const behind = behindInWords(changes)
    const vectors = state.vectors === null ? '' : `, ${state.vectorPapers} of them with vectors`
    return fine('search', `The search index holds ${papersInWords(state.papers)}${vectors}; ${behind}.`)
  } catch (error) {
    return notice('search', `The search index cannot be looked at: ${reasonOf(error)}.`)
  }
}

/** PostgreSQL's own index, which answers what the search index does not: an import sets it aside, and one that was killed leaves it to the worker. */
export async function checkTextIndex(): Promise<Finding[]> {
  if (await hasTextIndex()) return []
  const sentence =
    "PostgreSQL's index of texts is not there, as during a large import or after one that was stopped: searches that it would answer look at the newest papers alone until the import or the worker has made it again."
  return [notice('text index', sentence)]
}

const papersInWords = (papers: number) => (papers === 1 ? '1 paper' : `${papers} papers`)

function behindInWords(changes: number): string {
  if (changes === 0) return 'nothing changed since'
  return changes === 1 ? '1 change since is found beside it' : `${changes} changes since are found beside it`
}
