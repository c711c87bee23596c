import { Notice } from '../Notice'

/** That a paper was taken back, in the words that stand at arXiv. @param words null: it gives none */
export function WithdrawnNotice({ words }: { words: string | null }) {
  return (
    <Notice>
      <strong>Withdrawn.</strong> This paper was taken back; arXiv keeps its earlier versions.
      {words && (
        <>
          {' '}
          The notice there: <q>{words}</q>
        </>
      )}
    </Notice>
  )
}
