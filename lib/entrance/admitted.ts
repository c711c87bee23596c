import { Prisma } from '@/generated/prisma/client'
import { config } from '../config'

/** How long what a provider told of somebody's groups holds: then they sign in there anew. */
const GROUP_DAYS = 90
const DAY_MS = 24 * 3_600_000

/**
 * Whether the reader of this address belongs to the site, as a condition: everybody where it is public; else admins, and whom an admin invited
 * or whom the provider lately said to be of the group. The one place that decides it: sessions, keys of feeds, sign-in mails and
 * digests all ask here, at each use, so that whoever is taken out is out from then on.
 * @param email an SQL expression for the address
 */
export function isAdmitted(email: Prisma.Sql): Prisma.Sql {
  const { siteMode, adminEmails, openIdProviders, clock } = config()
  if (siteMode.kind === 'public') return Prisma.sql`true`
  if (siteMode.kind === 'private')
    return Prisma.sql`(${email} = any(${adminEmails}) or exists (select from invitations i where i.email = ${email}))`
  const issuer = openIdProviders.find(({ name }) => name === siteMode.provider)?.issuer ?? ''
  const since = new Date(clock.now().getTime() - GROUP_DAYS * DAY_MS)
  return Prisma.sql`(${email} = any(${adminEmails}) or exists (
    select from identities i join readers m on m.id = i.reader_id
    where m.email = ${email} and i.issuer = ${issuer} and ${siteMode.group} = any(i.groups)
      and i.seen_at > ${since}::timestamptz))`
}
