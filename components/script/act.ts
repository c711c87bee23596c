import { find, findAll } from './find'

/** What the house answers to a vote or a mark: where the paper stands now. */
interface Answer {
  votes?: number
  voted?: boolean
  saved?: boolean
  dismissed?: boolean
  /** In words, that it waits for a network (`components/service-worker/kept-acts.ts`); then nobody knows how many votes there are. */
  kept?: string
}

/** Signed out, a form's own way leads to sign-in and back to a finished act. */
export const isSignedIn = () => find('[action="/sign-out"]')

/** Votes and marks without leaving the page. */
export function actInPlace(event: SubmitEvent): void {
  const { target: form, submitter: button } = event
  if (!(form instanceof HTMLFormElement) || !button || !form.matches('.vote,.triage') || !isSignedIn()) return
  event.preventDefault()
  if (form.ariaBusy) return
  form.ariaBusy = 'true'
  const at = button.getAttribute('formaction') ?? form.action
  post(at)
    .then((answer) => show(form, button, at, answer))
    .catch(() => {
      // No answer: the form's own way leads on, or shows what is wrong.
      form.action = at
      form.submit()
    })
    .finally(() => {
      form.ariaBusy = null
    })
}

/** Posts as the form would, and takes JSON for an answer. */
export async function post(address: string, body: BodyInit | null = null): Promise<Answer> {
  const answer = await fetch(address, {
    method: 'POST',
    headers: { accept: 'application/json' },
    body,
    // An act is not lost to who leaves the page at once.
    keepalive: true,
  })
  if (!answer.ok) throw new Error()
  return answer.json() as Promise<Answer>
}

function show(
  form: HTMLFormElement,
  button: HTMLElement,
  at: string,
  { votes, voted, saved, dismissed, kept }: Answer,
): void {
  const isOn = voted ?? saved ?? dismissed
  const entry = form.closest('article')?.classList
  button.ariaPressed = `${isOn}`
  button.setAttribute('formaction', at.replace(/\/(?:un)?(\w+)$/, isOn ? '/un$1' : '/$1'))
  const [number, word] = findAll('.count>span', form)
  let told = kept ?? `${isOn ? 'Done' : 'Taken back'}: ${button.textContent}`
  entry?.toggle('kept', !!kept)
  if (number && word && !kept) {
    number.textContent = `${votes}`
    word.textContent = votes === 1 ? ' vote' : ' votes'
    told = `Upvote${isOn ? 'd' : ' taken back'}: ${form.textContent}`
  }
  // Out of sight at the next visit; until then it can be taken back where it stands.
  if (dismissed !== undefined) entry?.toggle('undo', dismissed)
  const status = find('#status')
  if (status) status.textContent = told
}
