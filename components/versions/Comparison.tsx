import type { ShownStretch, VersionComparison } from '@/lib/papers/versions'
import { paths } from '@/lib/paths'
import { PaperText } from '../PaperText'

/** Title and abstract of two versions as one text, with what went and what came. */
export function Comparison({ paperId, comparison }: { paperId: string; comparison: VersionComparison }) {
  const { from, to, title, abstract } = comparison
  return (
    <section className="comparison" aria-labelledby="changes">
      <h2 id="changes">
        Changes from v{from.version} to v{to.version}
      </h2>
      <p className="key">
        <del>Taken out</del> <ins>put in</ins> · <a href={paths.paper(paperId)}>back to the paper</a>
      </p>
      <h3>Title</h3>
      <Stretches stretches={title} />
      <h3>Abstract</h3>
      <Stretches stretches={abstract} />
    </section>
  )
}

function Stretches({ stretches }: { stretches: ShownStretch[] }) {
  const isSame = stretches.every(({ change }) => change === 'kept')
  if (isSame) return <p className="same">As it was.</p>
  return (
    <p className="abstract-text">
      {stretches.map((stretch, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same words may come twice, and nothing is ever reordered
        <Changed key={place} {...stretch} />
      ))}
    </p>
  )
}

/** Screen readers say nothing of these elements by themselves, so the words are there too. */
function Changed({ change, html, isSpaced }: ShownStretch) {
  if (change === 'kept') return <PaperText html={html} />
  const Element = change === 'removed' ? 'del' : 'ins'
  return (
    <>
      <Element>
        <span className="unseen">{change === 'removed' ? ' [taken out: ' : ' [put in: '}</span>
        <PaperText html={html} />
        <span className="unseen">] </span>
      </Element>
      {isSpaced && ' '}
    </>
  )
}
