import type { ReactNode } from 'react'
import { paths } from '@/lib/paths'
import type { PersonalList } from '@/lib/personal/personal-list'
import { Button } from '../Button'
import { EmptyState } from '../EmptyState'
import { Pager } from '../Pager'
import { Prose } from '../Prose'

/** Offers a personal list to a reader who has none: nothing is learned of anybody who did not ask for it. */
export function PersonalOffer() {
  return (
    <Prose title="For you">
      <p>
        A list of new papers that are like those you vote for or save, and unlike those that are “not for me”. It is
        made of the words of titles and abstracts; you see which, and can have it forgotten at any time.
      </p>
      <p>It is made on this site alone, only if you ask for it, and only you see it.</p>
      <PersonalAct act="make" kind="main">
        Make a list for me
      </PersonalAct>
    </Prose>
  )
}

interface PersonalPageProps {
  list: PersonalList
  /** Papers on this page. */
  papers: number
  first: string | null
  next: string | null
  subscribe: string
  children: ReactNode
}

/** A reader's personal list, and what was learned to make it. */
export function PersonalPage({ list, papers, first, next, subscribe, children }: PersonalPageProps) {
  return (
    <>
      <header className="view-head">
        <h1>For you</h1>
        <p className="lead">
          Of the last month, what is most like the papers that you voted for or saved. Only you see it.
        </p>
      </header>
      {papers === 0 ? <EmptyState>{whyEmpty(list)}</EmptyState> : children}
      <Pager first={first} next={next} />
      {papers > 0 && (
        <p className="by-email">
          <a href={subscribe}>By email</a>, each paper once.
        </p>
      )}
      <Learned list={list} />
    </>
  )
}

function Learned({ list: { learnedAt, liked, disliked, speaksFor, speaksAgainst } }: { list: PersonalList }) {
  return (
    <section className="prose" aria-labelledby="learned">
      <h2 id="learned">What it goes by</h2>
      {learnedAt && (
        <p>
          {liked === 1 ? 'One paper' : `${liked} papers`} that you voted for or saved
          {disliked > 0 && `, ${disliked} that ${disliked === 1 ? 'is' : 'are'} “not for me”`}.
        </p>
      )}
      <Words title="Speaks for a paper" words={speaksFor} />
      <Words title="Speaks against it" words={speaksAgainst} />
      <div className="ways-on">
        <PersonalAct act="reset">Forget it and learn anew</PersonalAct>
        <PersonalAct act="end">Do away with the list</PersonalAct>
        <a href={paths.settingsExport}>All of it as a file</a>
      </div>
    </section>
  )
}

function Words({ title, words }: { title: string; words: readonly string[] }) {
  if (words.length === 0) return null
  return (
    <p>
      <strong>{title}:</strong> {words.join(', ')}
    </p>
  )
}

function PersonalAct({ act, kind = 'quiet', children }: { act: string; kind?: 'main' | 'quiet'; children: ReactNode }) {
  return (
    <form method="post" action={paths.forYou}>
      <Button kind={kind} name="act" value={act}>
        {children}
      </Button>
    </form>
  )
}

function whyEmpty({ learnedAt, missing }: PersonalList): string {
  if (!learnedAt) return 'It is being learned, and here within half an hour.'
  if (missing > 0) {
    const more = missing === 1 ? 'one more paper' : `${missing} more papers`
    return `Vote for or save ${more}, so that there is something to learn from.`
  }
  return 'Nothing of the last month is like them.'
}
