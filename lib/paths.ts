import { config } from './config'

type CommentAct = 'vote' | 'unvote' | 'edit' | 'delete' | 'report' | 'history'

/** A digest as links carry it before anybody confirmed it. */
type DigestAsked = {
  view: string
  rhythm: string
  hour: number
  zone: string
  papers: number
  shape: string
  name?: string | null
}

/** Every address of the site, made in one place. All are paths; `absolute` makes them addresses for mails, feeds and cookies. */
export const paths = {
  trending: '/',
  /** The same, each paper measured against its own field. */
  fair: '/?fair=1',
  newest: '/papers/new',
  /** Leads on to the newest day on which papers were announced. */
  latestDay: '/papers/date/latest',
  day: (day: string) => `/papers/date/${day}`,
  week: (week: string) => `/papers/week/${week}`,
  month: (month: string) => `/papers/month/${month}`,
  /** Old identifiers hold a slash, and so does their address: `/papers/hep-th/9901001`. */
  paper: (id: string) => `/papers/${id}`,
  /** For link previews. */
  paperPicture: (id: string) => `/papers/${id}.png`,
  /** What its place in the lists is made of. */
  why: (id: string) => `/papers/${id}/why`,
  whyCsv: (id: string) => `/papers/${id}/why.csv`,
  /** What changed between two versions of a paper, the older one first. */
  comparison: (id: string, from: number, to: number) => `/papers/${id}?compare=${from}..${to}#changes`,
  vote: (id: string) => `/papers/${id}/vote`,
  unvote: (id: string) => `/papers/${id}/unvote`,
  save: (id: string) => `/papers/${id}/save`,
  unsave: (id: string) => `/papers/${id}/unsave`,
  /** Not for me. */
  dismiss: (id: string) => `/papers/${id}/dismiss`,
  undismiss: (id: string) => `/papers/${id}/undismiss`,
  /** Reports, for moderators; the log is for everybody. */
  moderation: '/moderation',
  moderationActs: '/moderation/acts',
  moderationLog: '/moderation/log',
  aboutCommunity: '/about/community',
  comments: (id: string) => `/papers/${id}/comments`,
  commentsFrom: (id: string, after: number) => `/papers/${id}/comments?after=${after}`,
  comment: (id: string, comment: string) => `/papers/${id}/comments/${comment}`,
  commentAct: (id: string, comment: string, act: CommentAct) => `/papers/${id}/comments/${comment}/${act}`,
  /** Takes the note of a last visit. */
  seen: '/seen',
  readingList: '/reading-list',
  readingListAs: (form: 'bib' | 'ris' | 'json') => `/reading-list.${form}`,
  /** The reader's personal list; it is made, reset and ended there. */
  forYou: '/for-you',
  personalList: (key: string) => `/for-you/${key}`,
  submit: '/submit',
  /** The form, with this paper. */
  submitPaper: (id: string) => `/submit?paper=${id}`,
  /** What became of a reader's wish for a paper. */
  submitted: (id: string) => `/submit?about=${id}`,
  submissions: '/papers/submitted',
  picks: '/picks',
  picksOf: (day: string) => `/picks/${day}`,
  /** Takes a curator's pick; with a paper, its form. */
  picking: '/pick',
  pick: (id: string) => `/pick?paper=${id}`,
  /** Takes the picture of a paper; and where one size of it is. */
  figure: (id: string) => `/figure?paper=${encodeURIComponent(id)}`,
  figureFile: (file: string) => `/figures/${file}`,
  /** What somebody brought, picked, and shows of their votes. */
  person: (name: string) => `/people/${name}`,
  /** A reader's own lists; they are made there. */
  lists: '/lists',
  list: (key: string) => `/lists/${key}`,
  /** Takes what is said against a list. */
  reportList: (key: string) => `/lists/${key}/report`,
  /** Puts papers on lists and takes them off; with a paper, the form of that. */
  listing: '/listing',
  listed: (id: string) => `/listing?paper=${id}`,
  /** What a reader follows; it takes more, and lets go. */
  follows: '/follows',
  /** The papers of all of it; leads on to the reader's own. */
  following: '/following',
  followingOf: (key: string) => `/following/${key}`,
  groups: '/groups',
  group: (name: string) => `/groups/${name}`,
  groupWeek: (name: string, week: string) => `/groups/${name}/${week}`,
  /** Invites to a group. */
  joinGroup: (invite: string) => `/join/${invite}`,
  categories: '/categories',
  category: (category: string) => `/categories/${category}`,
  /** @param categories narrow it to these categories or archives */
  author: (name: string, categories: readonly string[] = []) =>
    `/authors/${encodeURIComponent(name)}${categories.length > 0 ? `?in=${categories.join(',')}` : ''}`,
  search: (query = '') => (query ? `/search?q=${encodeURIComponent(query)}` : '/search'),
  signIn: '/sign-in',
  /** Leads back to a path of this site after signing in. */
  signInTo: (back: string) => (back === '/' ? '/sign-in' : `/sign-in?back=${encodeURIComponent(back)}`),
  signInCode: '/sign-in/code',
  /** Leads to a provider. */
  openId: (provider: string) => `/sign-in/openid/${provider}`,
  /** Where it sends the browser back. */
  openIdBack: (provider: string) => `/sign-in/openid/${provider}/back`,
  passkey: '/sign-in/passkey',
  passkeyOptions: '/sign-in/passkey/options',
  signInLink: (token: string) => `/sign-in/link/${token}`,
  secondFactor: '/sign-in/second-factor',
  secondFactorFor: (back: string) =>
    back === '/' ? '/sign-in/second-factor' : `/sign-in/second-factor?back=${encodeURIComponent(back)}`,
  secondFactorSetUp: '/sign-in/second-factor/set-up',
  secondFactorConfirm: '/sign-in/second-factor/confirm',
  /** Leads into a site that is not for everybody. */
  invitation: (token: string) => `/invitations/${token}`,
  signOut: '/sign-out',
  /** What one says to have written. */
  claims: '/claims',
  claim: (id: string) => `/claims?paper=${encodeURIComponent(id)}`,
  claimAdditions: '/claims/additions',
  decideClaims: '/moderation/claims',
  settings: '/settings',
  sessions: '/settings/sessions',
  settingsDigests: '/settings/digests',
  providers: '/settings/providers',
  passkeys: '/settings/passkeys',
  addPasskeyOptions: '/settings/passkeys/options',
  settingsExport: '/settings/export',
  settingsImport: '/settings/import',
  /** The key of one's own programs. */
  feedKey: '/settings/feeds',
  settingsDelete: '/settings/delete',
  /** Whether answers and mentions are mailed; with a token, for whoever got a mail of them. */
  commentMails: '/settings/comment-mails',
  stopCommentMails: (token: string) => `/settings/comment-mails/${token}`,
  /** Takes the name that a reader goes by in public. */
  settingsName: '/settings/name',
  settingsVotes: '/settings/votes',
  subscribe: '/subscribe',
  subscribeTo: (view: string) => (view === '/' ? '/subscribe' : `/subscribe?view=${encodeURIComponent(view)}`),
  /** After asking: the mail that will come, and when. */
  subscriptionAsked: (asked: DigestAsked) => `/subscriptions/sent?${query(asked)}`,
  /** The very mail, for a frame: of a schedule, or of one subscription. */
  digestSample: (asked: DigestAsked) => `/subscriptions/preview?${query(asked)}`,
  digestPreview: (token: string) => `/subscriptions/preview/${token}`,
  confirmSubscription: (token: string) => `/subscriptions/confirm/${token}`,
  unsubscribe: (token: string) => `/subscriptions/unsubscribe/${token}`,
  /** A page with a button: votes for a paper or saves it, for the reader of the mail that holds the link. */
  paperAct: (token: string, act: string, id: string) => `/subscriptions/act/${token}/${act}/${id}`,
  pauseSubscription: (token: string) => `/subscriptions/pause/${token}`,
  /** @param done what the page tells to have been done just now */
  manageSubscription: (token: string, done?: string) =>
    `/subscriptions/manage/${token}${done === undefined ? '' : `?done=${done}`}`,
  digests: '/digests',
  digestsAfter: (cursor: string) => `/digests?after=${cursor}`,
  digest: (issue: string) => `/digests/${issue}`,
  /** Its mail, as it was sent. */
  digestMail: (issue: string) => `/digests/${issue}/mail`,
  mailbox: '/mailbox',
  mailboxMail: (file: string) => `/mailbox/${file}`,
  mailboxHtml: (file: string) => `/mailbox/${file}/html`,
  about: '/about',
  /** The language of searches. */
  aboutSearch: '/about/search',
  aboutRanking: '/about/ranking',
  /** Why papers without a vote stand among the others. */
  aboutDiscovery: '/about/ranking#discovery',
  /** What is known of lists of the past. */
  aboutMoments: '/about/ranking#moments',
  /** What moved scores lately, without readers. */
  rankingLog: '/about/ranking/log.csv.gz',
  aboutFreshness: '/about/freshness',
  aboutFreshnessJson: '/about/freshness.json',
  aboutFreshnessBadge: '/about/freshness.svg',
  aboutPrivacy: '/about/privacy',
  aboutKeys: '/about/keys',
  aboutComponents: '/about/components',
  /** Where the theme and the density of lists are chosen. */
  display: '/display',
  admin: '/admin',
  adminActs: '/admin/acts',
  adminDigests: '/admin/digests',
  adminIssue: (issue: string) => `/admin/digests/${issue}`,
  /** Issues with mails of which nobody knows whether they were accepted; `before`: those after the issue of that address. */
  adminUnknown: '/admin/unknown',
  adminUnknownBefore: (cursor: string) => `/admin/unknown?before=${encodeURIComponent(cursor)}`,
  adminDomains: '/admin/domains',
  adminInvitations: '/admin/invitations',
  adminSuppressions: '/admin/suppressions',
  adminMail: '/admin/mail',
  /** Curators and moderators. */
  adminPeople: '/admin/people',
} as const

/** What is null is left out. */
const query = (fields: Record<string, string | number | null>) =>
  new URLSearchParams(
    Object.entries(fields).flatMap(([name, value]) => (value === null ? [] : [[name, String(value)]])),
  ).toString()

/** The same with the site's public address in front. */
export const absolute = (path: string): string => config().baseUrl + path

/** Where arXiv keeps the paper. */
export const arxivAbstract = (id: string): string => `https://arxiv.org/abs/${id}`
export const arxivPdf = (id: string): string => `https://arxiv.org/pdf/${id}`

/**
 * The twin of a view: `/papers/new` → `/papers/new.rss`, `/search?q=x` → `/search.rss?q=x`, `/` → `/feed.rss`.
 */
export function twin(path: string, format: 'rss' | 'atom' | 'json'): string {
  const [plain = '', query] = path.split('?', 2)
  return `${plain === '/' ? '/feed' : plain}.${format}${query ? `?${query}` : ''}`
}
