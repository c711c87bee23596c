import { paths } from '@/lib/paths'
import type { Field } from '@/lib/taxonomy'

/** The categories of an archive or group, on demand. */
export function FieldParts({ parts }: { parts: Field[] }) {
  return (
    <details className="field-parts">
      <summary>{parts.length} categories</summary>
      <ul>
        {parts.map(({ id, name }) => (
          <li key={id}>
            <a href={paths.category(id)}>{id}</a> {name}
          </li>
        ))}
      </ul>
    </details>
  )
}
