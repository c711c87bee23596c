import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { composeMessage } from './compose-message'
import type { DkimKey } from './dkim'
import type { Mail } from './mail'
import type { MailTransport } from './mail-transport'

/**
 * Mails as `.eml` files, for a house without a mail server. Each file appears whole or not at all; the same delivery sent
 * again takes the place of its earlier file, so that a repeat is no double.
 */
export function openLocalMailbox(folder: string, dkim?: DkimKey): MailTransport {
  return {
    async send(mail, { beforeEnd } = {}) {
      const file = join(folder, fileNameOf(mail))
      const draft = join(folder, `.${randomUUID()}.tmp`)
      const message = await composeMessage(mail, dkim)
      try {
        await write(folder, draft, message)
      } catch (error) {
        await discard(draft)
        return { status: 'not-sent', reason: `the mailbox folder: ${reasonOf(error)}`, cause: 'connection' }
      }
      try {
        await beforeEnd?.()
      } catch (error) {
        await discard(draft)
        return { status: 'not-sent', reason: reasonOf(error), cause: 'marker' }
      }
      try {
        await rename(draft, file)
      } catch (error) {
        await discard(draft)
        return { status: 'not-sent', reason: `the mailbox folder: ${reasonOf(error)}`, cause: 'connection' }
      }
      return { status: 'accepted', reply: '250 2.0.0 kept in the local mailbox' }
    },
    close: async () => {},
  }
}

async function write(folder: string, file: string, message: Buffer): Promise<void> {
  // Sign-in codes lie in here: for the owner's eyes.
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const handle = await open(file, 'wx', 0o600)
  try {
    await handle.writeFile(message)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** A draft that stays behind is no mail: nobody lists it. */
const discard = (draft: string) => rm(draft, { force: true }).catch(() => {})

/** Sorts by time. Date and Message-ID are fixed per delivery, so a repeat has the same name. */
function fileNameOf({ date, messageId }: Mail): string {
  const key = createHash('sha256').update(messageId).digest('hex').slice(0, 16)
  return `${date.toISOString().replace(/[:.]/g, '-')}-${key}.eml`
}

const reasonOf = (error: unknown) =>
  error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.message) : 'failed'
