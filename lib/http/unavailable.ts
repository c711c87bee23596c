import { isDatabaseAway, isDriverAway } from '../database/is-away'

const TRY_AGAIN_SECONDS = '5'

/** 503 for a request that failed since the database is away for a moment; null for any other failure. The front gives it its page. */
export function unavailable(error: unknown): Response | null {
  return isDatabaseAway(error) || isDriverAway(error)
    ? new Response(null, { status: 503, headers: { 'retry-after': TRY_AGAIN_SECONDS } })
    : null
}
