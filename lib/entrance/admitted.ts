import { Prisma } from '@/generated/prisma/client'
import { config } from '../config'

/**
 * Whether the reader of this address belongs to the site, as a condition: everybody where it is public; else admins, and whom an admin invited.
 * The one place that decides it: sessions, keys of feeds, sign-in mails and digests all ask here, at each use, so that whoever is
 * taken out is out from then on.
 * @param email an SQL expression for the address
 */
export function isAdmitted(email: Prisma.Sql): Prisma.Sql {
  const { siteMode, adminEmails } = config()
  if (siteMode.kind === 'public') return Prisma.sql`true`
  return Prisma.sql`(${email} = any(${adminEmails}) or exists (select from invitations i where i.email = ${email}))`
}
