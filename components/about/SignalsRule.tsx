export interface SignalsRuleProps {
  /** In votes at most, and the level that is worth half of that. */
  kinds: { name: string; cap: number; half: number }[]
  /** With so many readers who vote, signals weigh half. */
  readersOfHalfShare: number
  /** Early warning: whether its model learnt from something, and whether it is worth anything. */
  earlyWarning: { isTrained: boolean; isOn: boolean }
}

/** What is observed elsewhere, and what it is worth. */
export function SignalsRule({ kinds, readersOfHalfShare, earlyWarning }: SignalsRuleProps) {
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
          {kinds.map(({ name, cap, half }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
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
        {earlyWarning.isOn
          ? 'Early warning is a prediction, made when a look arrives and kept as an act like any other.'
          : `Early warning, a prediction of what will be talked about tomorrow, is switched off: ${earlyWarning.isTrained ? 'it is worth nothing' : 'its model has not been trained yet, so nothing is predicted'}.`}
      </p>
    </>
  )
}
