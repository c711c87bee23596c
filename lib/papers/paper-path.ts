import { parseArxivId } from './arxiv-id'

export type PaperForm = 'page' | 'json' | 'md' | 'bib' | 'ris' | 'png'

/** What a reader can do with a paper, as it stands behind the paper's address. */
const PAPER_ACTS = ['vote', 'unvote', 'save', 'unsave', 'dismiss', 'undismiss'] as const
export type PaperAct = (typeof PAPER_ACTS)[number]

const ACT_PATH = new RegExp(`^(.+)/(${PAPER_ACTS.join('|')})$`)

export type PaperPath =
  | { kind: 'paper'; id: string; form: PaperForm }
  /** The address has a canonical form that differs: a version, a historical spelling. */
  | { kind: 'moved'; id: string; form: PaperForm }
  | { kind: 'act'; id: string; act: PaperAct }
  /** Why it stands where it does. */
  | { kind: 'why'; id: string; form: 'page' | 'csv' }

/**
 * What an address below `/papers/` says of one paper: `2406.01234`, `hep-th/9901001`, with `.json .md .bib .ris .png`, a version, an act
 * or `why` behind it; null when it names no paper.
 * @param path behind `/papers/`; a slash within an identifier may be percent-encoded
 */
export function parsePaperPath(encoded: string): PaperPath | null {
  const path = encoded.replace(/%2f/gi, '/')
  const [, named, act] = ACT_PATH.exec(path) ?? []
  if (named && act) {
    const paper = parseArxivId(named)
    return paper && { kind: 'act', id: paper.id, act: act as PaperAct }
  }
  const [, explained, csv] = /^(.+)\/why(\.csv)?$/.exec(path) ?? []
  if (explained) {
    const paper = parseArxivId(explained)
    return paper && { kind: 'why', id: paper.id, form: csv ? 'csv' : 'page' }
  }
  const [, stem = path, form = 'page'] = /^(.+)\.(json|md|bib|ris|png)$/.exec(path) ?? []
  const paper = parseArxivId(stem)
  if (!paper) return null
  return { kind: paper.id === stem ? 'paper' : 'moved', id: paper.id, form: form as PaperForm }
}

/** The ending of a form's address. */
export const formSuffix = (form: PaperForm): string => (form === 'page' ? '' : `.${form}`)
