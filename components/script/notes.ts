/** Lists of which something is remembered in this browser: the ones that were open last. */
const LISTS_KEPT = 50

/** What a browser remembers of lists, by their address; nothing where storage is forbidden. */
export function readNotes<T>(name: string): Record<string, T> {
  try {
    return JSON.parse((localStorage[name] as string | undefined) ?? '{}') as Record<string, T>
  } catch {
    return {}
  }
}

export function note<T>(name: string, view: string, value: T): void {
  const others = Object.entries(readNotes<T>(name)).filter(([other]) => other !== view)
  try {
    localStorage[name] = JSON.stringify(Object.fromEntries([...others.slice(1 - LISTS_KEPT), [view, value]]))
  } catch {
    // Forbidden or full: then nothing is remembered.
  }
}
