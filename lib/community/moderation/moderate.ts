import type { Prisma } from '@/generated/prisma/client'
import { config } from '../../config'
import { db } from '../../database/client'
import { log } from '../../log'
import { holdReader } from '../../papers/hold-reader'
import { lockThread } from '../comments/lock-thread'
import { untell } from '../comments/tell-of'
import type { ModerateOutcome, ModerationAct } from './acts'
import { changeListStanding, type ListAct } from './list-standing'
import { type MergeAct, mergeOrPart } from './merge-papers'

/** What an act is about, as the log keeps it. */
interface Subject {
  commentId?: string
  readerId?: string
  paperId?: string
  rule?: string
  listId?: string
}

/**
 * Does what a moderator decided, and writes down who did what, when and why, in one transaction. Done twice, it changes nothing the second time.
 */
export async function moderate(act: ModerationAct, by: string, now: Date): Promise<ModerateOutcome> {
  if ('into' in act) return mergeOrPart(act, by, now)
  if (act.act === 'show' && (await isOwnHiddenByAnother(act.comment, by)))
    return { status: 'refused', why: 'It is your own comment: another moderator decides about it.' }
  const subject = await db().$transaction(async (tx) => {
    if (act.act === 'hide' || act.act === 'show') await lockThread(tx, by, { commentId: act.comment })
    else await holdReader(tx, by)
    const about = await effectOf(tx, act, now)
    const name = act.act === 'ban-author' || act.act === 'ban-keeper' ? 'ban' : act.act
    if (about) await tx.moderationAct.create({ data: { at: now, by, act: name, reason: act.reason, ...about } })
    return about
  })
  if (subject) log.info({ event: 'moderation', act: act.act, by })
  return { status: subject ? 'done' : 'unchanged' }
}

async function effectOf(
  tx: Prisma.TransactionClient,
  act: Exclude<ModerationAct, MergeAct>,
  now: Date,
): Promise<Subject | null> {
  if ('list' in act) return effectOnList(tx, act, now)
  switch (act.act) {
    case 'hide': {
      const where = { id: act.comment, hiddenAt: null, deletedAt: null }
      const hidden = await tx.comment.updateMany({ where, data: { hiddenAt: now, hiddenReason: act.reason } })
      if (hidden.count === 0) return null
      await untell(tx, act.comment)
      await settleReports(tx, act.comment, now)
      return { commentId: act.comment }
    }
    case 'show': {
      const where = { id: act.comment, NOT: { hiddenAt: null } }
      const { count } = await tx.comment.updateMany({ where, data: { hiddenAt: null, hiddenReason: null } })
      return count > 0 ? { commentId: act.comment } : null
    }
    case 'dismiss':
      return (await settleReports(tx, act.comment, now)) > 0 ? { commentId: act.comment } : null
    case 'reopen': {
      const where = { commentId: act.comment, NOT: { settledAt: null } }
      const { count } = await tx.commentReport.updateMany({ where, data: { settledAt: null } })
      return count > 0 ? { commentId: act.comment } : null
    }
    case 'ban-author': {
      const author = await tx.comment.findUnique({ where: { id: act.comment }, select: { readerId: true } })
      return author?.readerId ? ban(tx, author.readerId, act.reason, now) : null
    }
    case 'ban':
      return ban(tx, act.reader, act.reason, now)
    case 'unban': {
      const { count } = await tx.ban.deleteMany({ where: { readerId: act.reader } })
      return count > 0 ? { readerId: act.reader } : null
    }
    case 'lock': {
      // Held, so that no merge opens it meanwhile; of a paper that is merged there is no thread.
      const made = await tx.$executeRaw`
        insert into thread_locks (paper_id, at, reason)
        select paper_id, ${now}::timestamptz, ${act.reason} from paper_standings
        where paper_id = ${act.paper} and merged_into is null for no key update on conflict do nothing`
      return made > 0 ? { paperId: act.paper } : null
    }
    case 'unlock': {
      const { count } = await tx.threadLock.deleteMany({ where: { paperId: act.paper } })
      return count > 0 ? { paperId: act.paper } : null
    }
    case 'add-rule':
    case 'drop-rule':
      return changeRule(tx, act, now)
  }
}

async function effectOnList(tx: Prisma.TransactionClient, act: ListAct, now: Date): Promise<Subject | null> {
  if (act.act !== 'ban-keeper') return (await changeListStanding(tx, act, now)) ? { listId: act.list } : null
  const list = await tx.list.findUnique({ where: { id: act.list }, select: { readerId: true } })
  return list && ban(tx, list.readerId, act.reason, now)
}

type RuleAct = Extract<ModerationAct, { act: 'add-rule' | 'drop-rule' }>

async function changeRule(tx: Prisma.TransactionClient, act: RuleAct, now: Date): Promise<Subject | null> {
  const { kind, value, reason } = act
  const changed =
    act.act === 'add-rule'
      ? await tx.$executeRaw`
          insert into text_rules (kind, value, at, reason) values (${kind}, ${value}, ${now}::timestamptz, ${reason})
          on conflict do nothing`
      : (await tx.textRule.deleteMany({ where: { kind, value } })).count
  return changed > 0 ? { rule: `${kind} ${value}` } : null
}

/** Whoever hid their own comment may show it again; what another hid of theirs, they may not. */
async function isOwnHiddenByAnother(commentId: string, by: string): Promise<boolean> {
  const comment = await db().comment.findUnique({ where: { id: commentId }, select: { readerId: true } })
  if (comment?.readerId !== by) return false
  const where = { commentId, act: 'hide' }
  const hidden = await db().moderationAct.findFirst({ where, select: { by: true }, orderBy: { at: 'desc' } })
  return hidden?.by !== by
}

async function settleReports(tx: Prisma.TransactionClient, commentId: string, now: Date): Promise<number> {
  const { count } = await tx.commentReport.updateMany({
    where: { commentId, settledAt: null },
    data: { settledAt: now },
  })
  return count
}

/** Admins and moderators are not banned: who may name them may take that back first. */
async function ban(tx: Prisma.TransactionClient, readerId: string, reason: string, now: Date): Promise<Subject | null> {
  const made = await tx.$executeRaw`
    insert into bans (reader_id, at, reason)
    select id, ${now}::timestamptz, ${reason} from readers r where id = ${readerId} and email <> all(${config().adminEmails})
      and not exists (select from reader_roles o where o.reader_id = r.id and o.role = 'moderator')
    on conflict do nothing`
  return made > 0 ? { readerId } : null
}
