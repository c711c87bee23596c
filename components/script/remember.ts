import { findAll } from './find'
import { note, readNotes } from './notes'

const TURNED = 'broadsheet-turned'

/** Abstracts stay open or closed as they were left, list by list: remembered are those that stand otherwise than the page came. */
export function reopenAbstracts(): void {
  const { pathname } = location
  const turned = new Set(readNotes<string[]>(TURNED)[pathname])
  for (const details of findAll<HTMLDetailsElement>('.abstract')) {
    const id = details.closest('article')?.id ?? ''
    const came = details.open
    details.open = came !== turned.has(id)
    details.ontoggle = () => {
      if (details.open === came) turned.delete(id)
      else turned.add(id)
      note(TURNED, pathname, [...turned].slice(-99))
    }
  }
}
