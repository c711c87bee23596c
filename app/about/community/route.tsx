import { answerPage } from '@/app/_answer/page'
import { CommunityPage } from '@/components/community/CommunityPage'
import { MAX_COMMENT_CHARS } from '@/lib/community/comments/comment-text'
import { COMMENTS_PER_NEWCOMER, COMMENTS_PER_READER } from '@/lib/community/comments/limits'
import { listRules } from '@/lib/community/moderation/stands'
import { PERMISSIONS, ROLES, STAYS_WHEN_BANNED } from '@/lib/community/permissions'
import { config } from '@/lib/config'
import { paths } from '@/lib/paths'

/** Who may do what, and what holds for everybody who takes part; it says what the code does. */
export async function GET(request: Request): Promise<Response> {
  const acts = Object.entries(PERMISSIONS).map(([act, roles]) => ({
    act,
    roles: ROLES.filter((role) => (roles as readonly string[]).includes(role)),
    staysWhenBanned: (STAYS_WHEN_BANNED as readonly string[]).includes(act),
  }))
  const limits = {
    chars: MAX_COMMENT_CHARS,
    anHour: COMMENTS_PER_READER.acts,
    anHourWhenNew: COMMENTS_PER_NEWCOMER.acts,
    newForHours: config().voteMaturityHours,
  }
  return answerPage(
    request,
    { title: 'The community', path: paths.aboutCommunity, talk: true },
    <CommunityPage acts={acts} limits={limits} rules={await listRules()} />,
  )
}
