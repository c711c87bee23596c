import { parseArxivId } from './arxiv-id'

export type PaperForm = 'page' | 'json' | 'md' | 'bib' | 'ris' | 'png'

/** What a reader can do with a paper, as it stands behind the paper's address. */
const PAPER_ACTS = ['vote', 'unvote', 'save', 'unsave', 'dismiss', 'undismiss'] as const
export type PaperAct = (typeof PAPER_ACTS)[number]

/** What can be done with a comment, as it stands behind the comment's address. */
const COMMENT_ACTS = ['vote', 'unvote', 'edit', 'delete', 'report', 'history'] as const
export type CommentAct = (typeof COMMENT_ACTS)[number]

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const COMMENT_PATH = new RegExp(`^(.+)/comments(?:\\.(rss|atom|json)|/(${UUID})(?:/(${COMMENT_ACTS.join('|')}))?)?$`)

const ACT_PATH = new RegExp(`^(.+)/(${PAPER_ACTS.join('|')})$`)

export type PaperPath =
  | { kind: 'paper'; id: string; form: PaperForm }
  /** The address has a canonical form that differs: a version, a historical spelling. */
  | { kind: 'moved'; id: string; form: PaperForm }
  | { kind: 'act'; id: string; act: PaperAct }
  /** The thread of its comments. */
  | { kind: 'comments'; id: string; form: 'page' | 'rss' | 'atom' | 'json' }
  /** One of them. */
  | { kind: 'comment'; id: string; comment: string; act: CommentAct | null }
  /** Why it stands where it does. */
  | { kind: 'why'; id: string; form: 'page' | 'csv' }

/**
 * What an address below `/papers/` says of one paper: `2406.01234`, `hep-th/9901001`, with `.json .md .bib .ris .png`, a version, an act,
 * `why` or its comments behind it; null when it names no paper.
 * @param path behind `/papers/`; a slash within an identifier may be percent-encoded
 */
export function parsePaperPath(encoded: string): PaperPath | null {
  const path = encoded.replace(/%2f/gi, '/')
  const [, discussed, feed, comment, commentAct] = COMMENT_PATH.exec(path) ?? []
  if (discussed) {
    const paper = parseArxivId(discussed)
    if (!paper) return null
    return comment
      ? { kind: 'comment', id: paper.id, comment, act: (commentAct as CommentAct) ?? null }
      : { kind: 'comments', id: paper.id, form: (feed as 'rss') ?? 'page' }
  }
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
