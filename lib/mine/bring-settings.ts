import { findName, PublicName, takeName } from '../accounts/public-name'
import { setCommentMails, wantsCommentMails } from '../accounts/stop-link'
import type { Mine } from './archive'
import type { Imported } from './imported'

/**
 * Takes the name, where they have none here and nobody has it, and that answers are not to be mailed. Votes are shown to nobody for it: whom
 * something is shown to is decided anew where other people are.
 */
export async function bringSettings(
  settings: Mine['settings'],
  readerId: string,
  mayChooseName: boolean,
  report: Imported,
): Promise<void> {
  if (!settings) return
  const count = (isNew: boolean) => {
    if (isNew) report.taken.settings += 1
    else report.known += 1
  }
  if (settings.name !== null) {
    const hindered = await nameHindered(settings.name, readerId, mayChooseName)
    if (hindered === null || hindered === 'had') count(hindered === null)
    else report.left.push({ what: `the name ${settings.name}`, why: hindered })
  }
  if (!settings.commentMails) {
    const isNew = await wantsCommentMails(readerId)
    if (isNew) await setCommentMails(readerId, false)
    count(isNew)
  }
  if (settings.votesPublic)
    report.otherwise.push({ what: 'votes on your page', why: 'shown to nobody here until you say so in the settings' })
}

/** Gives a reader this name. @returns why not; null: they have it now; `had`: they had it before */
async function nameHindered(name: string, readerId: string, mayChoose: boolean): Promise<string | null> {
  const own = await findName(readerId)
  if (own === name) return 'had'
  if (own !== null) return `you are called ${own} here`
  if (!mayChoose) return 'a moderator banned you here'
  const form = PublicName.safeParse(name)
  if (!form.success) return 'it cannot be a name here'
  return (await takeName(readerId, form.data)) === 'taken-now'
    ? null
    : 'somebody has it here, or one that looks like it'
}
