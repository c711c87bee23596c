import type { BatchState, RepairKind } from '@/generated/prisma/client'
import { db } from '@/lib/database/client'
import { aPaper } from './factories'

interface BatchTraits {
  category?: string
  day: string
  state?: BatchState
  reason?: string
  listed?: { new?: number; cross?: number; replaced?: number }
  confirmed?: { new: number; cross: number } | null
}

/** One day's listing of a category, complete and read from the feed; a test names only what it is about. */
export async function aBatch(traits: BatchTraits): Promise<void> {
  const { category = 'cs.LG', day, state = 'complete', reason = 'As told.', listed = {}, confirmed = null } = traits
  const lookedAt = new Date(`${day}T05:10:00Z`)
  await db().batch.create({
    data: {
      category,
      day: new Date(day),
      state,
      reason,
      listedNew: listed.new ?? 0,
      listedCross: listed.cross ?? 0,
      listedReplaced: listed.replaced ?? 0,
      confirmedNew: confirmed?.new ?? null,
      confirmedCross: confirmed?.cross ?? null,
      looks: 1,
      firstLookAt: lookedAt,
      lastLookAt: lookedAt,
      completedAt: state === 'complete' ? lookedAt : null,
    },
  })
}

/** So many papers in the listing of a day. */
export async function papersOf(category: string, day: string, count: number): Promise<void> {
  for (let at = 0; at < count; at += 1) await aPaper({ categories: [category], announced: [{ day }] })
}

/** Something that a sweep put right, and the sweep that did, ended at that instant. */
export async function aRepair(kind: RepairKind, foundAt: string): Promise<string> {
  const { id } = await aPaper()
  await db().repair.create({ data: { paperId: id, kind, foundAt: new Date(foundAt) } })
  return id
}

/** A sweep of one set. */
export async function aSweep(finishedAt: string | null, reason: string | null = null): Promise<void> {
  await db().harvest.create({
    data: {
      set: 'cs:cs:LG',
      from: new Date('2026-11-20'),
      state: finishedAt ? 'finished' : 'running',
      startedAt: new Date('2026-11-20T04:00:00Z'),
      finishedAt: finishedAt ? new Date(finishedAt) : null,
      reason,
    },
  })
}
