import { db } from '../database/client'

/** What a server said about the copy that we have, to ask for newer ones only. */
export async function conditionsFor(url: string): Promise<Record<string, string>> {
  const copy = await db().feedCopy.findUnique({ where: { url } })
  return {
    ...(copy?.etag ? { 'if-none-match': copy.etag } : {}),
    ...(copy?.lastModified ? { 'if-modified-since': copy.lastModified } : {}),
  }
}

/** Notes that what a server gave is stored now. To be called after it is, so that a run that dies asks for it again. */
export async function rememberCopy(url: string, headers: Headers, now: Date): Promise<void> {
  const copy = { etag: headers.get('etag'), lastModified: headers.get('last-modified'), checkedAt: now, changedAt: now }
  await db().feedCopy.upsert({ where: { url }, create: { url, ...copy }, update: copy })
}

/** Notes that a server had nothing newer. */
export async function noteUnchanged(url: string, now: Date): Promise<void> {
  await db().feedCopy.updateMany({ where: { url }, data: { checkedAt: now } })
}
