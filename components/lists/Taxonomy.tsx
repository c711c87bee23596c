import { paths } from '@/lib/paths'
import type { Archive, Field, Group } from '@/lib/taxonomy'

interface TaxonomyProps {
  groups: Group[]
  /** The categories that this site reads. */
  read: ReadonlySet<string>
}

/** All fields of arXiv, with a mark on what is read here. */
export function Taxonomy({ groups, read }: TaxonomyProps) {
  return (
    <>
      <header className="view-head">
        <h1>Categories</h1>
        <p className="lead">
          All of arXiv’s. This site reads {read.size} of them, marked <Mark />; of the others it has what was
          cross-listed or imported.
        </p>
      </header>
      {groups.map((group) => (
        <section key={group.id} className="taxonomy" aria-labelledby={`group-${group.id}`}>
          <h2 id={`group-${group.id}`}>
            <a href={paths.category(group.id)}>{group.name}</a>
          </h2>
          {group.archives.length === 1 ? (
            <Categories categories={group.archives[0]?.categories ?? []} read={read} />
          ) : (
            <Archives group={group} read={read} />
          )}
        </section>
      ))}
    </>
  )
}

/** Archives without categories are categories themselves, and stand together. */
function Archives({ group, read }: { group: Group; read: ReadonlySet<string> }) {
  const single = group.archives.filter(({ categories }) => categories.length === 0)
  return (
    <>
      <Categories categories={single} read={read} />
      {group.archives
        .filter(({ categories }) => categories.length > 0)
        .map((archive) => (
          <Divided key={archive.id} archive={archive} isGroup={archive.id === group.id} read={read} />
        ))}
    </>
  )
}

function Divided({ archive, isGroup, read }: { archive: Archive; isGroup: boolean; read: ReadonlySet<string> }) {
  return (
    <>
      <h3>{isGroup ? `${archive.name}, other fields` : <a href={paths.category(archive.id)}>{archive.name}</a>}</h3>
      <Categories categories={archive.categories} read={read} />
    </>
  )
}

function Categories({ categories, read }: { categories: Field[]; read: ReadonlySet<string> }) {
  return (
    <ul>
      {categories.map(({ id, name }) => (
        <li key={id}>
          <a href={paths.category(id)}>
            <b>{id}</b> {name}
          </a>{' '}
          {read.has(id) && <Mark />}
        </li>
      ))}
    </ul>
  )
}

const Mark = () => <span className="is-read">&nbsp;read&nbsp;here</span>
