import { open, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type ParsedMail, simpleParser } from 'mailparser'

/** Names as `openLocalMailbox` makes them; nothing else in the folder is ever opened. */
const FILE_NAME = /^\d{4}-\d\d-\d\dT[\d-]+Z-[0-9a-f]{16}\.eml$/
/** Headers of our mails take far less. */
const HEADER_OCTETS = 32_768

export interface MailSummary {
  file: string
  from: string
  to: string
  subject: string
  date: Date | null
}

export interface KeptMail extends MailSummary {
  text: string
  html: string | null
  /** As they stand in the file, in order. */
  headers: string[]
  /** Addresses in the text part, each once. */
  links: string[]
}

/** The newest mails of a local mailbox, newest first. A folder that is not there yet is an empty mailbox. */
export async function listMails(folder: string, limit = 100): Promise<MailSummary[]> {
  const files = (await readdir(folder).catch(nothingThere))?.filter((name) => FILE_NAME.test(name)) ?? []
  const newest = files.sort().reverse().slice(0, limit)
  return Promise.all(newest.map(async (file) => summaryOf(file, await parse(await headOf(join(folder, file))))))
}

/** One mail, or null when there is none by that name. */
export async function readMail(folder: string, file: string): Promise<KeptMail | null> {
  if (!FILE_NAME.test(file)) return null
  const message = await readFile(join(folder, file)).catch(nothingThere)
  if (!message) return null

  // Its pictures stand in the HTML then.
  const mail = await simpleParser(message, { skipTextToHtml: true, skipHtmlToText: true })
  const text = mail.text ?? ''
  return {
    ...summaryOf(file, mail),
    text,
    html: mail.html || null,
    headers: mail.headerLines.map(({ line }) => line),
    links: [...new Set(text.match(/https?:\/\/[!-~]+/g) ?? [])],
  }
}

/** Deletes every mail to this address. @returns how many */
export async function forgetMailsTo(folder: string, address: string): Promise<number> {
  const files = (await readdir(folder).catch(nothingThere))?.filter((name) => FILE_NAME.test(name)) ?? []
  let gone = 0
  for (const file of files) {
    const { to } = await parse(await headOf(join(folder, file)))
    const isTheirs = [to ?? []].flat().some(({ value }) => value.some((one) => one.address?.toLowerCase() === address))
    if (!isTheirs) continue
    await rm(join(folder, file), { force: true })
    gone += 1
  }
  return gone
}

async function headOf(path: string): Promise<Buffer> {
  const handle = await open(path)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEADER_OCTETS), 0, HEADER_OCTETS, 0)
    const head = buffer.subarray(0, bytesRead)
    const end = head.indexOf('\r\n\r\n')
    return end === -1 ? head : head.subarray(0, end + 4)
  } finally {
    await handle.close()
  }
}

const parse = (message: Buffer): Promise<ParsedMail> =>
  simpleParser(message, { skipTextToHtml: true, skipHtmlToText: true, skipImageLinks: true })

function summaryOf(file: string, { from, to, subject, date }: ParsedMail): MailSummary {
  const recipients = [to ?? []].flat()
  return {
    file,
    from: from?.text ?? '',
    to: recipients.map(({ text }) => text).join(', '),
    subject: subject ?? '',
    date: date ?? null,
  }
}

function nothingThere(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}
