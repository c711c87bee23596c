import { openapi } from '@/lib/views/api/openapi'

/** The API, described. */
export const GET = (): Response => Response.json(openapi())
