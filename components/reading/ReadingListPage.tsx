import type { ReactNode } from 'react'
import { paths } from '@/lib/paths'
import { EmptyState } from '../EmptyState'
import { Pager } from '../Pager'

interface ReadingListPageProps {
  /** All saved papers. */
  total: number
  /** The places of the entries on this page, counted from 1. */
  from: number
  to: number
  first: string | null
  next: string | null
  children: ReactNode
}

/** A reader's own saved papers. Each is taken off by the button that put it on. */
export function ReadingListPage({ total, from, to, first, next, children }: ReadingListPageProps) {
  return (
    <>
      <header className="view-head">
        <h1>Reading list</h1>
        <p className="lead">
          {total === 0 && 'Only you see it.'}
          {total > 0 && `${from}–${to} of ${total}, the newest save first. “Saved” takes a paper off again.`}
        </p>
      </header>
      {total === 0 ? (
        <EmptyState>
          Nothing is saved yet. “Save” beside a paper puts it here; <a href={paths.newest}>new papers</a> are a good
          place to begin.
        </EmptyState>
      ) : (
        children
      )}
      <Pager first={first} next={next} />
      <p className="by-email">
        <a href={paths.forYou}>New papers that are like these</a>, if you want.
      </p>
      {total > 0 && (
        <p className="by-email">
          All of it as <a href={paths.readingListAs('bib')}>BibTeX</a>, <a href={paths.readingListAs('ris')}>RIS</a>,{' '}
          <a href={paths.readingListAs('json')}>JSON</a>.
        </p>
      )}
    </>
  )
}
