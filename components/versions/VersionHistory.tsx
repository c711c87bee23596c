import type { KnownVersion } from '@/lib/papers/versions'
import { arxivAbstract, paths } from '@/lib/paths'
import { Day } from '../Day'

interface VersionHistoryProps {
  paperId: string
  /** The newest version that is known of. */
  newest: number
  /** Those of which something is known, oldest first. */
  versions: KnownVersion[]
}

/** What is known of each version, newest first, with the way to what changed since the one before. */
export function VersionHistory({ paperId, newest, versions }: VersionHistoryProps) {
  const lines = linesOf(newest, versions).reverse()
  const met = versions.filter(({ isMet }) => isMet)
  const [first, last] = [met[0], met.at(-1)]
  return (
    <section aria-labelledby="versions" className="versions">
      <h2 id="versions">Versions</h2>
      <ol reversed>
        {lines.map((line) => (
          <li key={line.from}>
            {line.known ? <Known paperId={paperId} {...line.known} /> : <Unmet paperId={paperId} {...line} />}
            {line.known?.isMet && line.before && (
              <a href={paths.comparison(paperId, line.before, line.known.version)}>Changes since v{line.before}</a>
            )}
          </li>
        ))}
      </ol>
      {first && last && met.length > 2 && (
        <p>
          <a href={paths.comparison(paperId, first.version, last.version)}>
            All changes from v{first.version} to v{last.version}
          </a>
        </p>
      )}
    </section>
  )
}

function Known({ paperId, version, submittedAt, firstSeenAt, withdrawn, isMet }: KnownVersion & { paperId: string }) {
  return (
    <span>
      <a href={arxivAbstract(`${paperId}v${version}`)}>v{version}</a> {submittedAt ? 'submitted' : 'seen here first on'}{' '}
      <Day at={submittedAt ?? firstSeenAt} />
      {withdrawn && <strong className="withdrawn"> withdrawn</strong>}
      {!isMet && '; its text was never met here'}
    </span>
  )
}

function Unmet({ paperId, from, to }: { paperId: string; from: number; to: number }) {
  return (
    <span>
      {from === to ? `v${from}` : `v${from} to v${to}`} never met here;{' '}
      <a href={arxivAbstract(`${paperId}v${to}`)}>v{to} on arXiv</a>
    </span>
  )
}

interface Line {
  from: number
  to: number
  known: KnownVersion | null
  /** The version met before this one. */
  before: number | null
}

/** A line for each version that is known, and one for each stretch of others between them. */
function linesOf(newest: number, versions: KnownVersion[]): Line[] {
  const lines: Line[] = []
  let next = 1
  for (const known of versions) {
    if (known.version > next) lines.push({ from: next, to: known.version - 1, known: null, before: null })
    const before = lines.findLast((line) => line.known?.isMet)?.to ?? null
    lines.push({ from: known.version, to: known.version, known, before })
    next = known.version + 1
  }
  return next > newest ? lines : [...lines, { from: next, to: newest, known: null, before: null }]
}
