import type { ReactNode } from 'react'
import { LiveNumber, Personal } from '../Personal'
import type { ListReading } from './list-reading'

/** What is new since the last visit, how far its reader came, and what is left out. Without script, anonymous readers see none of it. */
export function ListState({ reading }: { reading: ListReading }) {
  const { view, total, shows, paths } = reading
  return (
    <div className="list-state">
      <p id="since">
        <Since reading={reading} />
      </p>
      <Personal
        mark="reader"
        no={null}
        yes={
          <p>
            {total !== null && total > 0 && (
              <span id="progress">
                <LiveNumber of={`progress:${view}`} now={0} /> of {total} seen
              </span>
            )}{' '}
            {shows.unseenOnly ? <a href={paths.all}>Show all</a> : <a href={paths.unseen}>Hide what I saw</a>}
          </p>
        }
      />
      <Hidden reading={reading} />
    </div>
  )
}

const DAYS: readonly [word: string, told: string][] = [
  ['today', 'today'],
  ['yesterday', 'yesterday'],
  ...['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'].map((day): [string, string] => [
    day,
    `on ${day}`,
  ]),
  ['earlier', 'a week or more ago'],
]

/** “12 of these are new since you came on Thursday.” A page that is made for everybody holds all days, and sends one. */
function Since({ reading: { view, arrived } }: { reading: ListReading }): ReactNode {
  const arrivals = Object.values(arrived)
  if (arrivals.length === 0) return null
  const fresh = `fresh:${histogram(arrivals)}@${view}`
  return DAYS.map(([word, told]) => (
    <Personal
      key={word}
      mark={`came:${word},${Math.max(...arrivals)}@${view}`}
      no={null}
      yes={
        <>
          <LiveNumber of={fresh} now={0} /> of these <LiveNumber of={fresh} now={0} words={['is', 'are']} /> new since
          you came {told}.
        </>
      }
    />
  ))
}

function Hidden({ reading: { arrived, shows, paths } }: { reading: ListReading }) {
  const list = `,${Object.keys(arrived).join()}`
  if (list === ',' || shows.unseenOnly) return null
  const link = shows.dismissed ? <a href={paths.all}>hide them</a> : <a href={paths.withDismissed}>show</a>
  return (
    <Personal
      mark={`hides:${list}`}
      no={null}
      yes={
        <p>
          <LiveNumber of={`hidden:${list}`} now={0} /> not for you{shows.dismissed ? '' : ', hidden'}: {link}
        </p>
      }
    />
  )
}

function histogram(arrivals: number[]): string {
  const counts = new Map<number, number>()
  for (const seconds of arrivals) counts.set(seconds, (counts.get(seconds) ?? 0) + 1)
  return [...counts].map(([seconds, count]) => `${seconds}x${count}`).join()
}
