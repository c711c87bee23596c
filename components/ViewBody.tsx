import type { ReactNode } from 'react'
import type { Density } from '@/lib/http/display'
import type { Field } from '@/lib/taxonomy'
import type { FairSwitch as Fair } from '@/lib/views/fair-switch'
import type { TypeToggle } from '@/lib/views/type-toggles'
import { DayNav, type Days } from './DayNav'
import { EmptyState } from './EmptyState'
import type { ListedPaper } from './listed-paper'
import { FairSwitch } from './lists/FairSwitch'
import { FieldParts } from './lists/FieldParts'
import { TypeSwitch } from './lists/TypeSwitch'
import { Pager } from './Pager'
import { type MarkupOfEntry, PaperList } from './PaperList'
import { ListState } from './reading/ListState'
import type { ListReading } from './reading/list-reading'
import { MarkSeen } from './reading/MarkSeen'

interface ViewBodyProps {
  title: string
  lead: string | null
  papers: ListedPaper[]
  /** Null where a list tells nothing of its reader. */
  reading: ListReading | null
  /** Where a vote comes back to. */
  back: string
  density: Density | null
  /** Whether abstracts stand open: where one reads them to choose. */
  opened?: boolean
  markupOf?: MarkupOfEntry
  /** What to say when there is no paper. */
  empty: ReactNode
  days: Days | null
  /** Switches between kinds of entries; null where the list does not part them. */
  toggles?: TypeToggle[] | null
  /** Null where there is no field-fair order. */
  fair?: Fair | null
  /** The categories of an archive or group. */
  parts?: Field[]
  /** What stands between heading and list. */
  about?: ReactNode
  /** Addresses of the first and the next page; null where there is none. */
  first: string | null
  next: string | null
  /** Where to get this very list by email. */
  subscribe: string
}

/** A view as a page: heading, entries, ways on. */
export function ViewBody({ title, lead, papers, reading, back, density, ...around }: ViewBodyProps) {
  const { opened = false, markupOf, empty, days, toggles, fair, parts, about, first, next, subscribe } = around
  return (
    <>
      <header className="view-head">
        <h1>{title}</h1>
        {(lead || fair) && (
          <p className="lead">
            {lead && sentence(lead)} {lead && papers.length > 0 && <a href={subscribe}>Get it by email</a>}
            {lead && papers.length > 0 && fair && ' · '}
            {fair && <FairSwitch fair={fair} />}
          </p>
        )}
        {days && <DayNav days={days} />}
        {parts && parts.length > 0 && <FieldParts parts={parts} />}
        {toggles && <TypeSwitch toggles={toggles} />}
        {reading && (papers.length > 0 || reading.shows.unseenOnly) && <ListState reading={reading} />}
      </header>
      {about}
      {papers.length > 0 ? (
        <PaperList {...{ papers, reading, back, density, opened, markupOf }} />
      ) : (
        <EmptyState>{empty}</EmptyState>
      )}
      {reading && papers.length > 0 && <MarkSeen reading={reading} back={back} />}
      <Pager first={first} next={next} />
      {papers.length > 0 && (
        <p className="by-email">
          <a href={subscribe}>Get this list by email</a>
        </p>
      )}
    </>
  )
}

/** The name of a field, like any lead, ends before the links begin. */
const sentence = (lead: string) => (/[.!?]$/.test(lead) ? lead : `${lead}.`)
