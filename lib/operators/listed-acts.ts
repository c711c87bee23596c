import { db } from '../database/client'

/** An act as the operators' page tells it. */
export interface ListedAct {
  id: string
  at: Date
  /** The operator's address, else the id of an account that is gone. */
  by: string
  act: string
  subject: string | null
  detail: string
}

const ACTS_SHOWN = 50

/** The newest acts of all operators, newest first. */
export const listActs = (): Promise<ListedAct[]> => db().$queryRaw<ListedAct[]>`
  select a.id, a.at, coalesce(r.email, a.by) as by, a.act, a.subject, a.detail
  from operator_acts a left join readers r on r.id = a.by
  order by a.at desc, a.id limit ${ACTS_SHOWN}`
