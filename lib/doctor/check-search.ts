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
    if (fault)
      return notice(
        'search',
        `The search index is damaged (${fault}): the worker makes it anew; meanwhile ${MEANWHILE}.`,
      )
    const { changes } = await findLag()
    const behind = changes === 0 ? 'nothing changed since' : `${changes} changes since are found beside it`
    const vectors = state.vectors === null ? '' : `, ${state.vectorPapers} of them with vectors`
    return fine('search', `The search index holds ${state.papers} papers${vectors}; ${behind}.`)
  } catch (error) {
    return notice('search', `The search index cannot be looked at: ${reasonOf(error)}.`)
  }
}
