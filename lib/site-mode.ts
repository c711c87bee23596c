import { z } from 'zod'

/** For whom the site is. */
export type SiteMode = { kind: 'public' } | { kind: 'private' }

/** `SITE_MODE` as the environment says it. */
export const SiteMode = z
  .enum(['public', 'private'], 'takes public, or private for invited readers only')
  .transform((kind): SiteMode => ({ kind }))
