import type { SIGNALS } from '@/lib/trending/constants'

export interface SignalsRuleProps {
  signals: typeof SIGNALS
  /** With so many readers who vote, signals weigh half. */
  readersOfHalfShare: number
  /** Early warning learnt from something. */
  isTrained: boolean
}

const NAMES: Record<keyof typeof SIGNALS, string> = {
  hf_upvotes: 'Upvotes at Hugging Face',
  hf_comments: 'Comments at Hugging Face',
  github_stars: 'Stars at GitHub of the repository that the paper names',
  early_warning: 'Early warning: upvotes expected on the next day',
}

/** What is observed elsewhere, and what it is worth. */
export function SignalsRule({ signals, readersOfHalfShare, isTrained }: SignalsRuleProps) {
  const kinds = Object.entries(signals) as [keyof typeof SIGNALS, (typeof SIGNALS)[keyof typeof SIGNALS]][]
  const isOn = isTrained && signals.early_warning.cap > 0
  return (
    <>
      <h2>Signals from elsewhere</h2>
      <p>
        Growth that is seen elsewhere, from one look to the next, is an act at the time of the look. A level{' '}
        <code>v</code> is worth <code>cap · (1 − 2^(−v/half))</code> votes, and growth the difference, so that no source
        can lift a paper by more than its cap, whatever it says. What falls and rises again counts once. A jump beyond
        all measure waits until a later look confirms it, and where a fifth of what a source says jumps at once, all of
        it waits. Stars that a repository had a month before the paper do not count, and those of one that is older than
        the paper by half a year never do.
      </p>
      <table>
        <caption>What signals are worth</caption>
        <thead>
          <tr>
            <th scope="col">Signal</th>
            <th scope="col">At most, in votes</th>
            <th scope="col">Half of it at</th>
          </tr>
        </thead>
        <tbody>
          {kinds.map(([kind, { cap, half }]) => (
            <tr key={kind}>
              <th scope="row">{NAMES[kind]}</th>
              <td>{cap}</td>
              <td>{half}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        Own votes count, signals inform: all of it is multiplied by{' '}
        <code>
          {readersOfHalfShare} / ({readersOfHalfShare} + n)
        </code>
        , where <code>n</code> is the number of readers here who voted in the last 14 days. That share is decided once a
        day and kept with each act.
      </p>
      <p>
        {isOn
          ? 'Early warning is a prediction, made when a look arrives and kept as an act like any other.'
          : `Early warning, a prediction of what will be talked about tomorrow, is switched off: ${isTrained ? 'it is worth nothing' : 'its model has not been trained yet, so nothing is predicted'}.`}
      </p>
    </>
  )
}
