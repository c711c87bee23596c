import { Prisma } from '@/generated/prisma/client'
import { prepared } from '../database/prepared'

/** What a server said about the copy that we have, to ask for newer ones only. */
export async function conditionsFor(url: string): Promise<Record<string, string>> {
  const [copy] = await prepared<{ etag: string | null; lastModified: string | null }>(
    'find feed copy',
    Prisma.sql`select etag, last_modified as "lastModified" from feed_copies where url = ${url}`,
  )
  return {
    ...(copy?.etag ? { 'if-none-match': copy.etag } : {}),
    ...(copy?.lastModified ? { 'if-modified-since': copy.lastModified } : {}),
  }
}

/** Notes that what a server gave is stored now. To be called after it is, so that a run that dies asks for it again. */
export async function rememberCopy(url: string, headers: Headers, now: Date): Promise<void> {
  await prepared(
    'remember feed copy',
    Prisma.sql`insert into feed_copies (url, etag, last_modified, checked_at, changed_at)
      values (${url}, ${headers.get('etag')}, ${headers.get('last-modified')}, ${now}::timestamptz, ${now}::timestamptz)
      on conflict (url) do update set etag = excluded.etag, last_modified = excluded.last_modified,
        checked_at = excluded.checked_at, changed_at = excluded.changed_at`,
  )
}

/** Notes that a server had nothing newer. */
export async function noteUnchanged(url: string, now: Date): Promise<void> {
  await prepared(
    'note feed unchanged',
    Prisma.sql`update feed_copies set checked_at = ${now}::timestamptz where url = ${url}`,
  )
}
