import { createHash } from 'node:crypto'
import type { MeaningSettings } from '../../meaning-settings'

/** Raised when vectors are learned in another way. */
const CORPUS = 'corpus 1'

/** Which vectors are asked for, as an index names its own; vectors of different kinds cannot be compared. Null: none. */
export function kindOf(meaning: MeaningSettings): string | null {
  if (meaning.kind === 'none') return null
  return meaning.kind === 'corpus' ? CORPUS : `server ${meaning.server.model} ${digest(meaning.server.url)}`
}

/** What tells one state of a text from another. */
export const markOf = ({ title, abstract }: { title: string; abstract: string }): string =>
  digest(`${title}\n${abstract}`)

const digest = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 16)
