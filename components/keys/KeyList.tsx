const KEYS: readonly [key: string, does: string][] = [
  ['j', 'the next paper'],
  ['k', 'the paper before'],
  ['o', 'open or close its abstract; of a title alone, open the paper'],
  ['v', 'vote for it, or take the vote back'],
  ['s', 'save it, or take it off the reading list'],
  ['x', 'not for me, or show it again'],
  ['/', 'search'],
  ['?', 'this list of keys'],
]

/** The keys of lists, and what each does. */
export function KeyList() {
  return (
    <dl className="keys">
      {KEYS.map(([key, does]) => (
        <div key={key}>
          <dt>
            <kbd>{key}</kbd>
          </dt>
          <dd>{does}</dd>
        </div>
      ))}
    </dl>
  )
}
