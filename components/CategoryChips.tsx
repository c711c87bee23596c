import { paths } from '@/lib/paths'

/** Links to the categories of a paper; the primary one is framed, and said. */
export function CategoryChips({ categories, primary }: { categories: string[]; primary: string }) {
  return (
    <ul className="chips" aria-label="Categories">
      {categories.map((category) => (
        <li key={category}>
          <a href={paths.category(category)} className={category === primary ? 'primary' : undefined}>
            {category}
            {category === primary && categories.length > 1 && <span className="unseen"> (primary)</span>}
          </a>
        </li>
      ))}
    </ul>
  )
}
