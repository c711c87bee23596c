import { findAll } from './find'
import { note, readNotes } from './notes'

const OPEN = 'broadsheet-open'

/** Abstracts stay open or closed as they were left, list by list. */
export function reopenAbstracts(): void {
  const { pathname } = location
  const open = new Set(readNotes<string[]>(OPEN)[pathname])
  for (const details of findAll<HTMLDetailsElement>('.papers .abstract')) {
    const { id = '' } = details.closest('article') ?? {}
    details.open = open.has(id)
    details.addEventListener('toggle', () => {
      if (details.open) open.add(id)
      else open.delete(id)
      note(OPEN, pathname, [...open].slice(-99))
    })
  }
}
