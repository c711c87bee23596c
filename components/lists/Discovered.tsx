import { paths } from '@/lib/paths'
import type { ListedPaper } from '../listed-paper'

/** Says of an entry that its place was drawn. */
export const Discovered = ({ paper: { isDiscovered } }: { paper: Pick<ListedPaper, 'isDiscovered'> }) =>
  isDiscovered ? <a href={paths.aboutDiscovery}>Nobody has voted on this yet</a> : null
