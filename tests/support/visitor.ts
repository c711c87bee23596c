import { POST as postAdminActs } from '@/app/admin/acts/route'
import { GET as getAdminIssue } from '@/app/admin/digests/[issue]/route'
import { GET as getAdminDigests } from '@/app/admin/digests/route'
import { GET as getAdminDomains } from '@/app/admin/domains/route'
import { GET as getAdminInvitations } from '@/app/admin/invitations/route'
import { GET as getAdminMail, POST as postAdminMail } from '@/app/admin/mail/route'
import { GET as getAdminPeople, POST as postAdminPeople } from '@/app/admin/people/route'
import { GET as getAdmin } from '@/app/admin/route'
import { GET as getAdminSuppressions, POST as postAdminSuppressions } from '@/app/admin/suppressions/route'
import { GET as getAdminUnknown } from '@/app/admin/unknown/route'
import { GET as getAuthor } from '@/app/authors/[name]/route'
import { POST as postClaimAdditions } from '@/app/claims/additions/route'
import { GET as getClaims, POST as postClaims } from '@/app/claims/route'
import { GET as getFigureForm, POST as postFigure } from '@/app/figure/route'
import { GET as getFigure } from '@/app/figures/[file]/route'
import { GET as getFollowing } from '@/app/following/[key]/route'
import { GET as leadToFollowing } from '@/app/following/route'
import { GET as getFollows, POST as postFollows } from '@/app/follows/route'
import { GET as getGroupWeek } from '@/app/groups/[name]/[week]/route'
import { GET as getGroup, POST as postGroup } from '@/app/groups/[name]/route'
import { GET as getGroups, POST as postGroups } from '@/app/groups/route'
import { GET as getInvitation, POST as postInvitation } from '@/app/invitations/[token]/route'
import { GET as getJoin, POST as postJoin } from '@/app/join/[key]/route'
import { GET as getListing, POST as postListing } from '@/app/listing/route'
import { GET as getReportList, POST as postReportList } from '@/app/lists/[key]/report/route'
import { GET as getList, POST as postList } from '@/app/lists/[key]/route'
import { GET as getLists, POST as postLists } from '@/app/lists/route'
import { POST as postModerationActs } from '@/app/moderation/acts/route'
import { GET as getDecideClaims, POST as postDecideClaims } from '@/app/moderation/claims/route'
import { GET as getModerationLog } from '@/app/moderation/log/route'
import { GET as getModerationLogJson } from '@/app/moderation/log.json/route'
import { GET as getModeration } from '@/app/moderation/route'
import { GET as getPaper, POST as postPaper } from '@/app/papers/[...path]/route'
import { GET as getPerson } from '@/app/people/[name]/route'
import { GET as getPickForm, POST as postPick } from '@/app/pick/route'
import { GET as getPicks } from '@/app/picks/route'
import { GET as getReadingListBib } from '@/app/reading-list.bib/route'
import { GET as getReadingListJson } from '@/app/reading-list.json/route'
import { GET as getReadingListRis } from '@/app/reading-list.ris/route'
import { POST as postSeen } from '@/app/seen/route'
import { GET as getStopMails, POST as postStopMails } from '@/app/settings/comment-mails/[token]/route'
import { POST as postCommentMails } from '@/app/settings/comment-mails/route'
import { GET as getSettingsDelete, POST as postSettingsDelete } from '@/app/settings/delete/route'
import { GET as getSettingsDigests, POST as postSettingsDigests } from '@/app/settings/digests/route'
import { GET as getSettingsExport } from '@/app/settings/export/route'
import { POST as postSettingsName } from '@/app/settings/name/route'
import { POST as postAddPasskeyOptions } from '@/app/settings/passkeys/options/route'
import { POST as postPasskeys } from '@/app/settings/passkeys/route'
import { POST as postProviders } from '@/app/settings/providers/route'
import { GET as getSettings } from '@/app/settings/route'
import { POST as postSettingsSessions } from '@/app/settings/sessions/route'
import { POST as postSettingsVotes } from '@/app/settings/votes/route'
import { GET as getSignInCode, POST as postSignInCode } from '@/app/sign-in/code/route'
import { GET as getSignInLink, POST as postSignInLink } from '@/app/sign-in/link/[token]/route'
import { GET as getOpenIdBack, POST as postOpenIdBack } from '@/app/sign-in/openid/[provider]/back/route'
import { POST as postOpenId } from '@/app/sign-in/openid/[provider]/route'
import { POST as postPasskeyOptions } from '@/app/sign-in/passkey/options/route'
import { POST as postPasskey } from '@/app/sign-in/passkey/route'
import { GET as getSignIn, POST as postSignIn } from '@/app/sign-in/route'
import { POST as postConfirmSetup } from '@/app/sign-in/second-factor/confirm/route'
import { GET as getSecondFactor, POST as postSecondFactor } from '@/app/sign-in/second-factor/route'
import { GET as getSetUp, POST as postSetUp } from '@/app/sign-in/second-factor/set-up/route'
import { GET as getSignOut, POST as postSignOut } from '@/app/sign-out/route'
import { GET as getSubmit, POST as postSubmit } from '@/app/submit/route'
import { GET as getPreview } from '@/app/subscriptions/preview/route'
import { config } from '@/lib/config'
import { db } from '@/lib/database/client'
import { PEER_HEADER } from '@/lib/http/internal-headers'

type Handler = (
  request: Request,
  context: { params: Promise<{ token: string; issue: string; provider: string; file: string }> },
) => Promise<Response>
type Route = Partial<Record<'GET' | 'POST', Handler>>

/** Addresses of accounts and of what readers do, and the handlers that stand behind them. */
const ROUTES: readonly [RegExp, Route][] = [
  [/^\/sign-in$/, { GET: getSignIn, POST: postSignIn }],
  [/^\/sign-in\/code$/, { GET: getSignInCode, POST: postSignInCode }],
  [/^\/sign-in\/link\/([^/]+)$/, { GET: getSignInLink, POST: postSignInLink }],
  [/^\/invitations\/([^/]+)$/, { GET: getInvitation, POST: postInvitation }],
  [/^\/admin\/invitations$/, { GET: getAdminInvitations }],
  [/^\/sign-in\/openid\/([^/]+)$/, { POST: postOpenId }],
  [/^\/sign-in\/openid\/([^/]+)\/back$/, { GET: getOpenIdBack, POST: postOpenIdBack }],
  [/^\/sign-in\/passkey$/, { POST: postPasskey }],
  [/^\/sign-in\/passkey\/options$/, { POST: postPasskeyOptions }],
  [/^\/settings\/passkeys$/, { POST: postPasskeys }],
  [/^\/settings\/passkeys\/options$/, { POST: postAddPasskeyOptions }],
  [/^\/claims$/, { GET: getClaims, POST: postClaims }],
  [/^\/claims\/additions$/, { POST: postClaimAdditions }],
  [/^\/moderation\/claims$/, { GET: getDecideClaims, POST: postDecideClaims }],
  [/^\/settings\/providers$/, { POST: postProviders }],
  [/^\/sign-in\/second-factor$/, { GET: getSecondFactor, POST: postSecondFactor }],
  [/^\/sign-in\/second-factor\/set-up$/, { GET: getSetUp, POST: postSetUp }],
  [/^\/sign-in\/second-factor\/confirm$/, { POST: postConfirmSetup }],
  [/^\/sign-out$/, { GET: getSignOut, POST: postSignOut }],
  [/^\/settings$/, { GET: getSettings }],
  [/^\/settings\/votes$/, { POST: postSettingsVotes }],
  [/^\/settings\/sessions$/, { POST: postSettingsSessions }],
  [/^\/settings\/comment-mails$/, { POST: postCommentMails }],
  [/^\/settings\/comment-mails\/([^/]+)$/, { GET: getStopMails, POST: postStopMails }],
  [/^\/settings\/name$/, { POST: postSettingsName }],
  [/^\/settings\/digests$/, { GET: getSettingsDigests, POST: postSettingsDigests }],
  [/^\/settings\/export$/, { GET: getSettingsExport }],
  [/^\/settings\/delete$/, { GET: getSettingsDelete, POST: postSettingsDelete }],
  [/^\/admin$/, { GET: getAdmin }],
  [/^\/admin\/acts$/, { POST: postAdminActs }],
  [/^\/admin\/digests$/, { GET: getAdminDigests }],
  [/^\/admin\/digests\/([^/]+)$/, { GET: getAdminIssue }],
  [/^\/admin\/unknown$/, { GET: getAdminUnknown }],
  [/^\/admin\/domains$/, { GET: getAdminDomains }],
  [/^\/admin\/suppressions$/, { GET: getAdminSuppressions, POST: postAdminSuppressions }],
  [/^\/admin\/people$/, { GET: getAdminPeople, POST: postAdminPeople }],
  [/^\/admin\/mail$/, { GET: getAdminMail, POST: postAdminMail }],
  [/^\/moderation$/, { GET: getModeration }],
  [/^\/moderation\/acts$/, { POST: postModerationActs }],
  [/^\/moderation\/log$/, { GET: getModerationLog }],
  [/^\/moderation\/log\.json$/, { GET: getModerationLogJson }],
  [/^\/papers\/.+$/, { GET: getPaper, POST: postPaper }],
  [/^\/people\/([^/]+)$/, { GET: getPerson }],
  [/^\/figure$/, { GET: getFigureForm, POST: postFigure }],
  [/^\/figures\/([^/]+)$/, { GET: getFigure }],
  [/^\/pick$/, { GET: getPickForm, POST: postPick }],
  [/^\/follows$/, { GET: getFollows, POST: postFollows }],
  [/^\/following$/, { GET: leadToFollowing }],
  [/^\/following\/([^/]+)$/, { GET: getFollowing }],
  [/^\/authors\/([^/]+)$/, { GET: getAuthor }],
  [/^\/groups$/, { GET: getGroups, POST: postGroups }],
  [/^\/groups\/([^/]+)$/, { GET: getGroup, POST: postGroup }],
  [/^\/groups\/([^/]+)\/[^/]+$/, { GET: getGroupWeek }],
  [/^\/join\/([^/]+)$/, { GET: getJoin, POST: postJoin }],
  [/^\/lists$/, { GET: getLists, POST: postLists }],
  [/^\/lists\/([^/]+)$/, { GET: getList, POST: postList }],
  [/^\/lists\/([^/]+)\/report$/, { GET: getReportList, POST: postReportList }],
  [/^\/listing$/, { GET: getListing, POST: postListing }],
  [/^\/subscriptions\/preview$/, { GET: getPreview }],
  [/^\/picks(?:[./].*)?$/, { GET: getPicks }],
  [/^\/submit$/, { GET: getSubmit, POST: postSubmit }],
  [/^\/seen$/, { POST: postSeen }],
  [/^\/reading-list\.bib$/, { GET: getReadingListBib }],
  [/^\/reading-list\.ris$/, { GET: getReadingListRis }],
  [/^\/reading-list\.json$/, { GET: getReadingListJson }],
]

export interface Visit {
  status: number
  /** Where the browser is sent. */
  to: string | null
  html: string
  headers: Headers
}

/** A browser with a cookie jar, in front of the handlers; it follows nothing by itself. */
export class Visitor {
  readonly cookies = new Map<string, string>()
  constructor(
    /** The address that the front saw. */
    readonly peer = '203.0.113.7',
    readonly userAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0',
  ) {}

  get = (path: string): Promise<Visit> => this.#ask(path, { method: 'GET' })

  post = (path: string, fields: Record<string, string> | FormData = {}): Promise<Visit> =>
    this.#ask(path, { method: 'POST', body: fields instanceof FormData ? fields : new URLSearchParams(fields) })

  /** A request as this browser would send it now. */
  request(path: string, init: RequestInit = {}): Request {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { [PEER_HEADER]: this.peer, 'user-agent': this.userAgent, accept: 'text/html', cookie }
    return new Request(config().baseUrl + path, { ...init, headers })
  }

  async #ask(path: string, init: RequestInit): Promise<Visit> {
    const { pathname } = new URL(path, 'http://here.invalid')
    const [pattern, route] = ROUTES.find(([pattern]) => pattern.test(pathname)) ?? []
    const handler = route?.[init.method as 'GET' | 'POST']
    if (!pattern || !handler) throw new Error(`nothing handles ${init.method} ${pathname}`)
    const token = pattern.exec(pathname)?.[1] ?? ''
    const answer = await handler(this.request(path, init), {
      params: Promise.resolve({ token, issue: token, provider: token, file: token }),
    })
    for (const line of answer.headers.getSetCookie()) this.#keep(line)
    const { status, headers } = answer
    return { status, headers, to: headers.get('location'), html: await answer.text() }
  }

  #keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    if (/Max-Age=0(;|$)/.test(line)) this.cookies.delete(name)
    else this.cookies.set(name, value)
  }
}

/** Code and link of the mail to this address, taken out of the ledger as by a sender. */
export async function mailedTo(email: string): Promise<{ code: string; linkPath: string }> {
  const mail = await db().delivery.findFirstOrThrow({ where: { recipient: email } })
  await db().delivery.delete({ where: { id: mail.id } })
  const { code, url } = mail.content as { code: string; url: string }
  return { code, linkPath: new URL(url).pathname }
}

/** Signs this visitor in, the whole way: address, mail, code. */
export async function signInAs(email: string, visitor = new Visitor()): Promise<Visitor> {
  await visitor.post('/sign-in', { email })
  const { status } = await visitor.post('/sign-in/code', { code: (await mailedTo(email)).code })
  if (status !== 303) throw new Error(`signing in answered ${status}`)
  return visitor
}
