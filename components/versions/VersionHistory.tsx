import type { MetVersion } from '@/lib/papers/versions'
import { arxivAbstract, paths } from '@/lib/paths'
import { Day } from '../Day'

interface VersionHistoryProps {
  paperId: string
  /** The newest version that is known of. */
  newest: number
  /** Those that were met, oldest first. */
  versions: MetVersion[]
}

/** What is known of each version, newest first, with the way to what changed since the one before. */
export function VersionHistory({ paperId, newest, versions }: VersionHistoryProps) {
  const lines = linesOf(newest, versions).reverse()
  const [first, last] = [versions[0], versions.at(-1)]
  return (
    <section aria-labelledby="versions" className="versions">
      <h2 id="versions">Versions</h2>
      <ol reversed>
        {lines.map((line) => (
          <li key={line.from}>
            {line.met ? <Met paperId={paperId} {...line.met} /> : <Unmet paperId={paperId} {...line} />}
            {line.met && line.before && (
              <a href={paths.comparison(paperId, line.before, line.met.version)}>Changes since v{line.before}</a>
            )}
          </li>
        ))}
      </ol>
      {first && last && versions.length > 2 && (
        <p>
          <a href={paths.comparison(paperId, first.version, last.version)}>
            All changes from v{first.version} to v{last.version}
          </a>
        </p>
      )}
    </section>
  )
}

function Met({ paperId, version, submittedAt, firstSeenAt, withdrawn }: MetVersion & { paperId: string }) {
  return (
    <span>
      <a href={arxivAbstract(`${paperId}v${version}`)}>v{version}</a> {submittedAt ? 'submitted' : 'seen here first on'}{' '}
      <Day at={submittedAt ?? firstSeenAt} />
      {withdrawn && <strong className="withdrawn"> withdrawn</strong>}
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
  met: MetVersion | null
  /** The version met before this one. */
  before: number | null
}

/** A line for each version that was met, and one for each stretch of others between them. */
function linesOf(newest: number, versions: MetVersion[]): Line[] {
  const lines: Line[] = []
  let next = 1
  for (const met of versions) {
    if (met.version > next) lines.push({ from: next, to: met.version - 1, met: null, before: null })
    const before = lines.findLast((line) => line.met)?.to ?? null
    lines.push({ from: met.version, to: met.version, met, before })
    next = met.version + 1
  }
  return next > newest ? lines : [...lines, { from: next, to: newest, met: null, before: null }]
}
