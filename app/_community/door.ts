import { type SignedInReader, sessionOf } from '@/lib/accounts/session'
import { type CommunityAct, may, type Person } from '@/lib/community/permissions'
import { findPerson } from '@/lib/community/person'
import { paths } from '@/lib/paths'
import { answerProblem, seeOther, wantsJson } from '../_answer/page'

interface Allowed {
  reader: SignedInReader
  person: Person
}

/**
 * Who asks, when they may do this; else the answer that says why not: sign in first, or show the second step of an admin (a page is led
 * there and back), or not for them (403).
 * For acts of readers; what visitors may do needs no door.
 * @param back where to come back to after signing in @param paperId the paper in question, whose authors may more
 */
export async function allowed(
  request: Request,
  act: CommunityAct,
  back: string,
  paperId?: string,
): Promise<Allowed | Response> {
  const session = await sessionOf(request)
  if (!session) {
    return wantsJson(request)
      ? answerProblem(request, 401, 'Sign in first', 'This belongs to readers who are signed in.')
      : seeOther(paths.signInTo(back))
  }
  const { reader, mayBeAdmin } = session
  const person = await findPerson(reader, paperId)
  if (may(person, act)) return { reader, person }
  const asAdmin = { ...person, roles: new Set([...person.roles, 'admin' as const]) }
  return mayBeAdmin && may(asAdmin, act) && !wantsJson(request)
    ? seeOther(paths.secondFactorFor(back))
    : refuse(request, person)
}

/** Whoever is banned is told so, with the reason; nobody is banned without knowing. */
export function refuse(request: Request, { ban }: Pick<Person, 'ban'>): Promise<Response> {
  return ban === null
    ? answerProblem(
        request,
        403,
        'That is not for you to do',
        'Others may: who may do what stands on /about/community.',
      )
    : answerProblem(
        request,
        403,
        'You are banned',
        `A moderator banned you: ${ban} You may still read, take along what is yours, and delete your account.`,
      )
}
