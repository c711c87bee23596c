import type { Prisma } from '@/generated/prisma/client'
import { invite, uninvite } from '../accounts/invitations'
import { nameRole, takeRole } from '../community/roles'
import { db } from '../database/client'
import { sendTest } from '../digest/send-test'
import { log } from '../log'
import { freeDomain } from '../outbox/domains'
import { holdIssue, releaseIssue } from '../outbox/holds'
import { pauseSending, resumeSending } from '../outbox/pauses'
import { leaveUnknown, resendUnknown } from '../outbox/unknowns'
import { suppress } from '../suppression/suppress'
import { lift } from '../suppression/suppressions'
import type { Act } from './acts'

/** Who does it: an account whose second step was taken. */
export interface Operator {
  id: string
  email: string
}

/**
 * Does what an operator decided, and writes down who did what and when. Done twice, it changes nothing the second time.
 * @returns whether it changed anything; what changed nothing is not written down
 */
export async function carryOut(act: Act, operator: Operator, now: Date): Promise<boolean> {
  const changed = await db().$transaction(async (tx) => {
    const count = await effectOf(tx, act, operator, now)
    if (count > 0) await tx.operatorAct.create({ data: { at: now, by: operator.id, ...noteOf(act, count) } })
    return count > 0
  })
  if (changed) log.info({ event: 'operator', act: act.act, by: operator.id })
  return changed
}

async function effectOf(tx: Prisma.TransactionClient, act: Act, operator: Operator, now: Date): Promise<number> {
  switch (act.act) {
    case 'pause-sending':
      return Number(await pauseSending(tx, act.reason, now))
    case 'resume-sending':
      return Number(await resumeSending(tx, now))
    case 'hold':
      return Number(await holdIssue(act.issue, act.reason, now, tx))
    case 'release':
      return Number(await releaseIssue(act.issue, now, tx))
    case 'resend-unknown':
      return resendUnknown(tx, act.issue, now)
    case 'leave-unknown':
      return leaveUnknown(tx, act.issue, now)
    case 'test-send':
      return Number(await sendTest(tx, act.issue, operator.email, now))
    case 'suppress':
      await suppress(act.email, { reason: 'operator', detail: act.reason }, now, tx)
      return 1
    case 'lift':
      return Number(await lift(act.key, operator.id, now, tx))
    case 'name-curator':
    case 'name-moderator': {
      const role = act.act === 'name-curator' ? 'curator' : 'moderator'
      return Number(await nameRole(tx, { readerId: act.reader, role, by: operator.id, reason: act.reason }, now))
    }
    case 'take-curator':
    case 'take-moderator':
      return Number(await takeRole(tx, act.reader, act.act === 'take-curator' ? 'curator' : 'moderator'))
    case 'invite':
      return Number(await invite(tx, act.email, operator.id, now))
    case 'uninvite':
      return Number(await uninvite(tx, act.invitation))
    case 'free-domain':
      return Number(await freeDomain(act.domain, tx))
  }
}

/** What stands in the list of acts. Of addresses nothing: the list is read by every operator, and outlives accounts. */
function noteOf(act: Act, count: number) {
  return {
    act: act.act,
    subject: subjectOf(act),
    detail: detailOf(act, count),
  }
}

function subjectOf(act: Act): string | null {
  if ('issue' in act) return act.issue
  if ('key' in act) return act.key
  if ('invitation' in act) return act.invitation
  return 'reader' in act ? act.reader : null
}

function detailOf(act: Act, count: number): string {
  if ('reason' in act) return act.reason
  if ('domain' in act) return act.domain
  return count > 1 ? `${count} mails` : ''
}
