import { isSignedIn, post } from './act'
import { find, findAll } from './find'
import { note, readNotes } from './notes'

const SEEN = 'broadsheet-seen'

type Visit = [until: number, at: number]

/** What is new since the last visit of a list. Of readers the house knows it; for others this browser does. */
export function tellNews(): void {
  const list = find('[data-view]')
  if (!list) return
  if (isSignedIn()) moveAtEnd(list)
  else tellFromNotes(list)
}

function tellFromNotes(list: HTMLElement): void {
  const view = list.dataset.view ?? ''
  const [until = Number.NaN, at = 0] = visitsBefore()[view] ?? []
  const [known = 0] = readNotes<Visit>(SEEN)[view] ?? []
  note<Visit>(SEEN, view, [Math.max(known, Number(list.dataset.until)), Date.now()])
  const line = find('#since')
  const fresh = findAll('[data-arrived]').filter(({ dataset }) => Number(dataset.arrived) > until)
  if (!line || !fresh[0]) return

  for (const entry of fresh) {
    const word = document.createElement('strong')
    word.className = 'fresh'
    word.textContent = 'New'
    find('.triage', entry)?.prepend(word)
  }
  const day = new Date(at).toLocaleDateString('en-GB', { weekday: 'long', day: 'numeric', month: 'long' })
  line.textContent = `${fresh.length} of these ${fresh[1] ? 'are' : 'is'} new since you came on ${day}.`
}

/** The visits before this one, which lasts as long as its tab: what is new stays new on the way back to a list. */
function visitsBefore(): Record<string, Visit> {
  const before = readNotes<Visit>(SEEN)
  try {
    sessionStorage[SEEN] ??= JSON.stringify(before)
    return JSON.parse(sessionStorage[SEEN] as string) as Record<string, Visit>
  } catch {
    return before
  }
}

/** Who scrolled to the end of a list knows it; when more follows, only down to what was known, newest first. */
function moveAtEnd(list: HTMLElement): void {
  const form = find<HTMLFormElement>('.mark-seen')
  const endsInNews = !list.dataset.order || find('li:last-child .fresh')
  if (!form || (endsInNews && find('.pager [rel=next]'))) return
  const look = () => {
    if (form.getBoundingClientRect().top > innerHeight) return
    removeEventListener('scroll', look)
    post(form.action, new URLSearchParams(new FormData(form) as unknown as Record<string, string>)).catch(() => {
      // The button is still there.
    })
  }
  addEventListener('scroll', look)
}
