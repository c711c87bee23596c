import { paths } from '@/lib/paths'

/** Where the votes and the talk of an entry are: under the identifier that a moderator merged it into. */
export const MergedInto = ({ id }: { id: string }) => (
  <a href={paths.paper(id)}>
    The same work as arXiv:<span className="arxiv-id">{id}</span>
  </a>
)
