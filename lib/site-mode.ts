import { z } from 'zod'

/** For whom the site is. A group is one that a provider of OPENID_PROVIDERS tells. */
export type SiteMode = { kind: 'public' } | { kind: 'private' } | { kind: 'openid'; provider: string; group: string }

const TAKES = 'takes public, private (invited readers only), or openid:PROVIDER:GROUP'

/** `SITE_MODE` as the environment says it. */
export const SiteMode = z.string().transform((text, context): SiteMode => {
  if (text === 'public' || text === 'private') return { kind: text }
  const [, provider, group] = /^openid:([a-z][a-z0-9-]{0,30}):([^\p{Cc}]{1,200})$/u.exec(text) ?? []
  if (provider && group) return { kind: 'openid', provider, group }
  context.addIssue({ code: 'custom', message: TAKES })
  return z.NEVER
})
