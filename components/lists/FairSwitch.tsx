import type { FairSwitch as Switch } from '@/lib/views/fair-switch'

/** Puts a list into field-fair order and back: a link. */
export const FairSwitch = ({ fair: { isOn, path } }: { fair: Switch }) => (
  <nav className="type-switch" aria-label="Order">
    <ul>
      <li className={isOn ? 'shown' : undefined}>
        <a href={path}>
          {isOn && (
            <>
              <span className="unseen">Leave: </span>
              <span aria-hidden="true">✓ </span>
            </>
          )}
          Field-fair
        </a>
      </li>
    </ul>
  </nav>
)
