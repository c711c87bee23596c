import { find, findAll } from './find'

const KEYS_OFF = 'broadsheet-keys-off'

const KEYS: Record<string, () => void> = {
  j: () => step(1),
  k: () => step(-1),
  o: openAbstract,
  v: () => press('.vote button'),
  s: () => press('.save'),
  x: () => {
    press('.dismiss')
    step(1)
  },
  '/': () => find('[type=search]')?.focus(),
  '?': () => find<HTMLDialogElement>('#help')?.showModal(),
}

/** One key for what takes a reach otherwise; unless it is typed into a field, held with another, or switched off (WCAG 2.1.4). */
export function pressKey(event: KeyboardEvent): void {
  const { key, target, repeat } = event
  if (!Object.hasOwn(KEYS, key) || event.ctrlKey || event.metaKey || event.altKey) return
  // Held down, only j and k go on.
  if ((repeat && key > 'k') || areOff()) return
  if ((target as Element).closest('input,textarea,select,dialog,[contenteditable]')) return
  event.preventDefault()
  KEYS[key]?.()
}

/** The paper that has the focus; on its own page, the one there is. */
const here = () => document.activeElement?.closest('article') ?? find('article.paper')

function step(by: number): void {
  const entries = findAll('.papers article').filter((entry) => entry.offsetHeight)
  const current = here()
  const at = current ? entries.indexOf(current) : -1
  // From nowhere, to the first that is on the screen.
  const to = at < 0 ? entries.findIndex((entry) => entry.getBoundingClientRect().bottom > 0) : at + by
  const entry = entries[to]
  if (!entry) return
  entry.tabIndex = -1
  entry.focus()
}

const press = (button: string) => {
  const paper = here()
  if (paper) find(button, paper)?.click()
}

function openAbstract(): void {
  const paper = here()
  const details = paper && find<HTMLDetailsElement>('.abstract', paper)
  if (details) details.open = !details.open
  else press('.papers h2 a')
}

/** The switch for the keys, in the footer; it is of use only where this script runs. */
export function offerKeySwitch(): void {
  const button = find('#keys')
  if (!button) return
  const show = () => {
    button.textContent = areOff() ? 'Let single keys act' : 'Stop single keys from acting'
  }
  button.hidden = false
  button.onclick = () => {
    localStorage[KEYS_OFF] = areOff() ? '' : '1'
    show()
  }
  show()
}

function areOff(): boolean {
  try {
    return Boolean(localStorage[KEYS_OFF])
  } catch {
    // Storage is forbidden: then nothing can be switched, so nothing is taken from the keyboard.
    return true
  }
}
