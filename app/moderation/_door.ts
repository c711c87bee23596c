import { paths } from '@/lib/paths'
import { allowed } from '../_community/door'

/** Who asks, when it is a moderator or an admin. */
export const moderatorOf = (request: Request) => allowed(request, 'moderate', paths.moderation)

export const moderationPage = (title: string, status = 200) => ({
  title,
  status,
  talk: true,
  noindex: true,
  headers: { 'cache-control': 'no-store' },
})
