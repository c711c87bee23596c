// Who may import whom: the table of docs/architecture.md, held by `npm run check`.
// tests/integration/import-rules.test.ts plants a violation of every rule below and sees it reported.

/** What any room of lib may stand on: settings, clock, log, secrets, paths, errors, and the database. */
const GROUND_FLOOR = 'lib/(database/|[^/]+\\.ts$)'

/** Each room of lib and the rooms it may import beside the ground floor. A folder that is not here is reported. */
const ROOMS = {
  // What a paper's standing holds: the score is written with the votes and with the day of announcement.
  papers: ['trending'],
  // How anything outside is asked, arXiv or another.
  upstream: [],
  trending: [],
  signals: ['papers', 'trending', 'upstream'],
  search: ['papers', 'trending'],
  pictures: ['papers'],
  // What is learned from one reader's acts, for them.
  personal: ['papers'],
  // Who goes by a name.
  views: ['papers', 'accounts', 'personal', 'trending', 'search'],
  ingest: ['papers', 'jobs', 'upstream'],
  // Who was banned is known by the same keyed hash as who gets no mail.
  accounts: ['entrance', 'outbox', 'suppression'],
  // Who belongs to a site that is not for everybody.
  entrance: [],
  reading: ['papers', 'accounts', 'views'],
  community: [
    'papers',
    'accounts',
    'ingest',
    'mail',
    'outbox',
    'reading',
    'subscriptions',
    'suppression',
    'trending',
    'views',
  ],
  // What pages say of their reader; the front's own notion of a mark is a type.
  marks: ['papers', 'accounts', 'http', 'reading'],
  // Which announcement a slot covers, and whether its listing is here.
  subscriptions: ['papers', 'personal', 'ingest', 'accounts', 'views', 'outbox'],
  digest: ['papers', 'personal', 'ingest', 'accounts', 'subscriptions', 'views', 'mail', 'outbox', 'suppression'],
  outbox: ['entrance', 'suppression'],
  suppression: [],
  mail: [],
  // A report is believed by its token, and ends in the suppression list or in leaving a list.
  bounces: ['accounts', 'mail', 'subscriptions', 'suppression'],
  http: [],
  jobs: [],
  house: [],
  // What one reader takes along, out and in: it asks every room that keeps something of theirs.
  mine: ['papers', 'accounts', 'ingest', 'reading', 'subscriptions', 'trending', 'views', 'community', 'digest'],
  operators: ['accounts', 'community', 'digest', 'outbox', 'suppression'],
  // The operator's doctor asks each outside door whether it is open.
  doctor: ['papers', 'ingest', 'mail', 'search', 'signals'],
}

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })
const anyOf = (names) => names.join('|')

const rooms = Object.entries(ROOMS).map(([room, others]) =>
  forbid(
    `room-${room}`,
    `lib/${room} may import ${['the ground floor', ...others.map((other) => `lib/${other}`)].join(', ')}, and itself`,
    { path: `^lib/${room}/` },
    { path: '^lib/', pathNot: `^(${GROUND_FLOOR}|lib/(${anyOf([room, ...others])})/)` },
  ),
)

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    forbid('no-cycles', 'two files that need each other are one idea, or three', {}, { circular: true }),
    forbid(
      'no-unresolved',
      'an import that leads nowhere hides from every other rule',
      { pathNot: '^(\\.next|generated)/' },
      { couldNotResolve: true },
    ),
    forbid(
      'lib-knows-no-doorway',
      'pages, scripts and tests call lib, never the other way',
      { path: '^lib/' },
      { path: '^(app|components|scripts|tests)/' },
    ),
    forbid(
      'lib-knows-no-framework',
      // lib/http stands in front of Next and takes its handler; lib/mail renders templates with React.
      'lib can be run by a script or a test without a web framework',
      { path: '^lib/', pathNot: '^lib/(http|mail)/' },
      { path: 'node_modules/(next|react|react-dom)/' },
    ),
    forbid(
      'one-way-to-the-database',
      'what reads or writes rows is a function of lib',
      { path: '^(app|components|emails)/' },
      { path: '^(lib/database|generated)/|node_modules/(@prisma|pg|pg-copy-streams|graphile-worker)/' },
    ),
    forbid(
      'scripts-hold-no-queries',
      // Scripts start, open and migrate databases (lib/database/*); what they ask of one is a function of lib.
      'flags in, lib function, exit status out',
      { path: '^scripts/' },
      { path: '^generated/|node_modules/(@prisma|pg|pg-copy-streams|graphile-worker)/' },
    ),
    forbid(
      'doorways-are-apart',
      'a page never runs a script, and a script never renders a page',
      { path: '^(app|scripts)/' },
      { path: '^(app|scripts)/', pathNot: '^$1/' },
    ),
    forbid(
      'components-only-show',
      'props in, markup out: of lib only types and addresses',
      { path: '^components/' },
      { path: '^(app|emails|scripts|tests)/' },
    ),
    forbid(
      'components-take-types',
      // But for what a field takes, which it tells before it is sent: the constants of the door that reads it.
      'what a component shows is handed to it; it fetches and decides nothing',
      { path: '^components/' },
      { path: '^lib/', pathNot: '^lib/(paths|accounts/name-rule)\\.ts$', dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'emails-stand-alone',
      'a mail is a function of props that were frozen when it was queued',
      { path: '^emails/' },
      { path: '^(app|components|lib|scripts|tests|generated)/', dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'one-renderer',
      'templates become mails in one place, so headers and text part are never forgotten',
      { pathNot: '^(emails|tests|lib/mail)/' },
      { path: '^emails/', dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'ground-floor-holds-itself',
      'settings, clock, log and database know no room above them',
      { path: `^${GROUND_FLOOR}` },
      { path: '^lib/', pathNot: `^${GROUND_FLOOR}` },
    ),
    forbid(
      'every-room-is-named',
      'a new folder of lib gets its line in ROOMS and in docs/architecture.md',
      {},
      { path: '^lib/[^/]+/', pathNot: `^lib/(database|${anyOf(Object.keys(ROOMS))})/` },
    ),
    forbid(
      'product-knows-no-tests',
      // The test command and the benchmarks are tools of development themselves.
      'what ships can be installed without tests/',
      { path: '^(app|components|emails|lib|scripts)/', pathNot: '^scripts/(test|bench|chaos)' },
      { path: '^tests/' },
    ),
    forbid(
      'product-needs-no-tools',
      'what ships runs after npm ci --omit=dev',
      { path: '^(app|components|emails|lib|scripts)/', pathNot: '^scripts/(test|bench|chaos)' },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: 'node_modules/@types/' },
    ),
    ...rooms,
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^generated'] },
    exclude: { path: ['^\\.next', '^build', '^public'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
