import { keepForOffline } from './service-worker/register'

/**
 * Everything the pages' script does; without it they are complete. It votes in place, tells forms the browser's time zone,
 * and lets `/` lead to the search box, unless the reader switched that off (WCAG 2.1.4).
 */
const KEYS_OFF = 'broadsheet-keys-off'

interface VoteAnswer {
  votes: number
  voted: boolean
}

function fillZones(): void {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  for (const field of document.querySelectorAll<HTMLInputElement>('input[data-zone]')) {
    // What somebody typed or chose before stays.
    if (timeZone && field.value === field.defaultValue && !field.dataset.zone) field.value = timeZone
  }
}

function voteInPlace(event: SubmitEvent): void {
  const form = event.target
  if (!(form instanceof HTMLFormElement) || !form.matches('.vote') || !isSignedIn()) return
  event.preventDefault()
  if (form.ariaBusy) return
  form.ariaBusy = 'true'
  sendVote(form)
    .then((answer) => showVote(form, answer))
    // No answer: the form's own way leads on, or shows what is wrong.
    .catch(() => form.submit())
    .finally(() => {
      form.ariaBusy = null
    })
}

/** Signed out, the form's own way leads to sign-in and back to a finished vote. */
const isSignedIn = () => document.querySelector('form[action="/sign-out"]') !== null

async function sendVote(form: HTMLFormElement): Promise<VoteAnswer> {
  const answer = await fetch(form.action, { method: 'POST', headers: { accept: 'application/json' } })
  if (!answer.ok) throw new Error(answer.statusText)
  return (await answer.json()) as VoteAnswer
}

function showVote(form: HTMLFormElement, { votes, voted }: VoteAnswer): void {
  const unit = votes === 1 ? 'vote' : 'votes'
  form.action = form.action.replace(/\/(un)?vote$/, voted ? '/unvote' : '/vote')
  form.querySelector('button')?.setAttribute('aria-pressed', String(voted))
  const [number, word] = form.querySelectorAll('.count span')
  if (number) number.textContent = String(votes)
  if (word) word.textContent = ` ${unit}`
  const status = document.querySelector('#status')
  if (status) status.textContent = `${voted ? 'Upvoted' : 'Upvote taken back'}: ${votes} ${unit}`
}

function searchByKey(event: KeyboardEvent): void {
  const target = event.target as HTMLElement
  const isTyping = target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping || keysAreOff()) return
  event.preventDefault()
  document.querySelector<HTMLInputElement>('input[type=search]')?.focus()
}

/** The switch for the key, in the footer; it is of use only where this script runs. */
function offerKeySwitch(): void {
  const button = document.querySelector<HTMLButtonElement>('#keys')
  if (!button) return
  const show = () => {
    button.textContent = keysAreOff() ? 'Let the / key search' : 'Stop the / key from searching'
  }
  button.hidden = false
  button.addEventListener('click', () => {
    if (keysAreOff()) localStorage.removeItem(KEYS_OFF)
    else localStorage.setItem(KEYS_OFF, '1')
    show()
  })
  show()
}

function keysAreOff(): boolean {
  try {
    return localStorage.getItem(KEYS_OFF) !== null
  } catch {
    // Storage is forbidden: then nothing can be switched, so nothing is taken from the keyboard.
    return true
  }
}

document.addEventListener('submit', voteInPlace)
document.addEventListener('keydown', searchByKey)
fillZones()
offerKeySwitch()
keepForOffline()
