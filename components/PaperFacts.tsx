import type { ReactNode } from 'react'
import { paths } from '@/lib/paths'
import { CategoryChips } from './CategoryChips'
import { Day } from './Day'
import type { ShownPaper } from './listed-paper'
import { momentumInWords, Sparkline } from './Sparkline'

const ANNOUNCED_AS = {
  new: 'new',
  cross: 'cross-listed',
  replace: 'replaced',
  'replace-cross': 'replaced, cross-listed',
} as const

/** Dates, categories, comments, where it was published, when it was announced. What is unknown is left out. */
export function PaperFacts({ paper }: { paper: ShownPaper }) {
  const isRevised = paper.updatedAt && paper.updatedAt.getTime() !== paper.submittedAt?.getTime()
  return (
    <section aria-label="About this paper">
      <dl className="paper-facts">
        <Fact name="Categories">
          <CategoryChips categories={paper.categories} primary={paper.primaryCategory} />
        </Fact>
        {paper.sample && <Fact name="Sample">It came with the program: arXiv has not told of it here yet.</Fact>}
        {paper.submittedAt && (
          <Fact name="Submitted">
            <Day at={paper.submittedAt} />
          </Fact>
        )}
        {paper.updatedAt && isRevised && (
          <Fact name="Revised">
            <Day at={paper.updatedAt} /> (version {paper.version})
          </Fact>
        )}
        {paper.announcements.length > 0 && (
          <Fact name="Announced">
            <Announcements announcements={paper.announcements} />
          </Fact>
        )}
        {paper.momentum && (
          <Fact name="Votes">
            <Sparkline days={paper.momentum} /> {momentumInWords(paper.momentum)}
          </Fact>
        )}
        {paper.comments && <Fact name="Comments">{paper.comments}</Fact>}
        {paper.journalRef && <Fact name="Journal reference">{paper.journalRef}</Fact>}
        {paper.doi && (
          <Fact name="DOI">
            <a href={`https://doi.org/${encodeURI(paper.doi)}`}>{paper.doi}</a>
          </Fact>
        )}
        {paper.license && (
          <Fact name="Licence">
            {/^https?:\/\//.test(paper.license) ? <a href={paper.license}>{paper.license}</a> : paper.license}
          </Fact>
        )}
      </dl>
    </section>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Announcements({ announcements }: { announcements: ShownPaper['announcements'] }) {
  return (
    <ul className="announcements">
      {announcements.map(({ category, day, type }) => (
        <li key={`${category} ${day}`}>
          <a href={paths.day(day)}>
            <Day at={new Date(`${day}T00:00:00Z`)} />
          </a>{' '}
          in {category} ({ANNOUNCED_AS[type]})
        </li>
      ))}
    </ul>
  )
}
