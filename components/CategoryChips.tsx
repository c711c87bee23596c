import { paths } from '@/lib/paths'
import { categoryGroup } from './category-group'

/** Links to the categories of a paper; the primary one stands first, is marked, and said. */
export function CategoryChips({ categories, primary }: { categories: string[]; primary: string }) {
  return (
    <ul className="chips">
      {categories.map((category) => (
        <li key={category}>
          <a
            href={paths.category(category)}
            className={category === primary ? `primary ${categoryGroup(category)}` : categoryGroup(category)}
          >
            {category}
            {category === primary && categories.length > 1 && <span className="unseen"> (primary)</span>}
          </a>
        </li>
      ))}
    </ul>
  )
}
