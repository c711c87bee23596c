import type { ReactNode } from 'react'
import { Button } from '../Button'
import { CategoryChips } from '../CategoryChips'
import { DayNav } from '../DayNav'
import { EmptyState } from '../EmptyState'
import { Field, SelectField } from '../Field'
import type { ListedPaper } from '../listed-paper'
import { Notice } from '../Notice'
import { Pager } from '../Pager'
import { PaperList } from '../PaperList'
import { Sparkline } from '../Sparkline'

const FIELDS = ['cs.LG', 'math.AG', 'stat.ML', 'hep-th', 'q-bio.NC', 'q-fin.RM', 'eess.SP', 'econ.TH']
const DAY = { path: '#day', label: '19 Nov 2026' }
const OPTIONS = ['One', 'Two'].map((label) => ({ value: label, label }))

interface ComponentsPageProps {
  /** One for each state of an entry. */
  papers: ListedPaper[]
  back: string
}

/** The set of components, each in its states. Themes and densities are switched below, as on every page. */
export function ComponentsPage({ papers, back }: ComponentsPageProps) {
  return (
    <div className="gallery">
      <h1>Components</h1>
      <Shown name="Type">
        <h3>A heading of the third rank</h3>
        <p>
          Running text with <a href="#main">words that lead on</a>, <strong>weight</strong>, <em>stress</em> and{' '}
          <code>code</code>.
        </p>
        <p className="lead">A lead under a title.</p>
        <p className="hint">A hint.</p>
      </Shown>
      <Shown name="Entries with abstracts">
        <PaperList papers={papers} back={back} reading={null} density="abstracts" />
      </Shown>
      <Shown name="Entries as titles">
        <PaperList
          papers={papers.map((paper) => ({ ...paper, id: `${paper.id}9` }))}
          back={back}
          reading={null}
          density="titles"
        />
      </Shown>
      <Shown name="Categories: a hue and a shape for each group, and the word">
        <CategoryChips categories={FIELDS} primary="cs.LG" />
      </Shown>
      <Shown name="Momentum">
        {[[1], [0, 0, 9], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]].map((days) => (
          <Sparkline key={days.length} days={days} />
        ))}
      </Shown>
      <Shown name="Ways on">
        <DayNav days={{ previous: DAY, next: DAY }} />
        <Pager first="#first" next="#next" />
        <EmptyState>Where a list would stand: why there is none, and what to do.</EmptyState>
      </Shown>
      <Shown name="Notices">
        <Notice>A plain remark.</Notice>
        <Notice kind="done">Something was done.</Notice>
        <Notice kind="fault">Something is wrong, and this is how to put it right.</Notice>
      </Shown>
      <Shown name="Forms">
        <Forms />
      </Shown>
      <p>
        The page for what is not there is at <a href="/nowhere/attention-is-all">/nowhere/attention-is-all</a>.
      </p>
    </div>
  )
}

function Forms() {
  return (
    <>
      <Field name="plain" label="A field" placeholder="you@example.org" />
      <Field name="hinted" label="With a hint" hint="What it takes, in a few words." defaultValue="typed" />
      <Field name="faulty" label="With a fault" fault="It takes an address." defaultValue="not one" />
      <SelectField name="choice" label="A choice of few" options={OPTIONS} />
      <p className="ways-on">
        <Button type="button">The point of the form</Button>
        <Button type="button" kind="quiet">
          Not the point
        </Button>
        <Button type="button" kind="quiet" disabled>
          Not now
        </Button>
      </p>
    </>
  )
}

function Shown({ name, children }: { name: string; children: ReactNode }) {
  return (
    <section>
      <h2>{name}</h2>
      {children}
    </section>
  )
}
