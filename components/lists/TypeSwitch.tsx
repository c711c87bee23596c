import type { TypeToggle } from '@/lib/views/type-toggles'

const WORDS = { new: 'New', cross: 'Cross-lists', replace: 'Updates' } as const

/** Which kinds of entries a list holds; each a link that switches it. */
export function TypeSwitch({ toggles }: { toggles: TypeToggle[] }) {
  return (
    <nav className="type-switch" aria-label="Kinds of entries">
      <ul>
        {toggles.map(({ type, isShown, count, path }) => {
          const label = (
            <>
              {isShown && <span aria-hidden="true">✓ </span>}
              {WORDS[type]}
              {count !== null && <span className="count"> {count.toLocaleString('en')}</span>}
            </>
          )
          return (
            <li key={type} className={isShown ? 'shown' : undefined}>
              {path ? (
                <a href={path}>
                  <span className="unseen">{isShown ? 'Leave out: ' : 'Show too: '}</span>
                  {label}
                </a>
              ) : (
                <span>{label}</span>
              )}
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
