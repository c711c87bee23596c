/** Lists that somebody shows to everybody. */
export function PublicLists({ lists }: { lists: readonly { name: string; path: string }[] }) {
  if (lists.length === 0) return null
  return (
    <p>
      Lists:{' '}
      {lists.map(({ name, path }, place) => (
        <span key={path}>
          {place > 0 && ', '}
          <a href={path}>{name}</a>
        </span>
      ))}
    </p>
  )
}
