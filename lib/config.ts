import { resolve } from 'node:path'
import { z } from 'zod'
import { type Clock, fixedClock, systemClock } from './clock'
import { CategoryList } from './configured-categories'
import { readEnvFile } from './env-file'
import { InputError } from './errors'
import { MailEnvironment, type MailSettings, mailFaults, mailSettings } from './mail-settings'
import { MeaningEnvironment, type MeaningSettings, meaningFaults, meaningSettings } from './meaning-settings'
import { type OpenIdProvider, OpenIdProviders } from './openid-providers'
import { SearchEnvironment, type SearchPlace, searchFaults, searchPlace } from './search-place'
import { SiteMode } from './site-mode'
import { isTimeZone } from './time-zone'

const DEFAULT_CATEGORIES = 'cs.AI,cs.CL,cs.CV,cs.LG,stat.ML'
const ARXIV_SECONDS = 3000

const httpUrl = (takes = 'an http:// or https:// address') =>
  z.string().refine((value) => isUrl(value, ['http:', 'https:']), `takes ${takes}`)
const httpOrigin = z
  .string()
  .refine(isHttpOrigin, 'takes an http:// or https:// address without a path, such as https://papers.example.org')
  .transform((value) => new URL(value).origin)
const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `takes a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((n) => n >= min && n <= max, `takes a whole number from ${min} to ${max}`)
const oneLine = z.string().regex(/^[^\p{Cc}]{1,200}$/u, 'takes one line of 1 to 200 characters')
const list = (item: z.ZodType<string, string>) =>
  z
    .string()
    .transform((value) =>
      value
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean),
    )
    .pipe(z.array(item))

/** Sources of signals; `none` by itself is none of them. */
const SignalList = z
  .string()
  .transform((value) => value.split(',').map((part) => part.trim()))
  .transform((parts) => (parts.join() === 'none' ? [] : [...new Set(parts)]))
  .pipe(z.array(z.enum(['hf', 'github'], 'takes hf, github, both with a comma between them, or none')))

/** The environment as the contract lists it, before values are derived from one another. Unset and empty are the same. */
const Environment = z.object({
  NODE_ENV: z.string().optional(),
  PORT: wholeNumber(0, 65535).default(3000),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'takes a host name or address')
    .default('127.0.0.1'),
  BASE_URL: httpOrigin.optional(),
  DATA_DIR: z.string().default('./data'),
  DATABASE_URL: z
    .string()
    .refine((value) => isUrl(value, ['postgres:', 'postgresql:']), 'takes a postgresql:// address')
    .optional(),
  ...SearchEnvironment.shape,
  SECRET: z
    .string()
    .refine((value) => value.split(',').length <= 2 && value.split(',').every((one) => one.trim().length >= 32), {
      message: 'takes one key of at least 32 characters, or two with a comma between them while rotating',
    })
    .optional(),
  TRUST_PROXY: wholeNumber(0, 10).default(0),
  PAGE_CACHE_MB: wholeNumber(0, 65_536).default(64),
  ACCESS_LOG: z.enum(['on', 'off'], 'takes on or off').default('off'),
  METRICS_TOKEN: z.string().min(16, 'takes a token of at least 16 characters').optional(),
  TIME_ZONE: z.string().refine(isTimeZone, 'takes an IANA time zone such as Europe/Berlin').default('UTC'),
  VOTE_MATURITY_HOURS: wholeNumber(0, 8760).optional(),
  SITE_NAME: oneLine.default('Broadsheet'),
  SITE_MODE: SiteMode.default({ kind: 'public' }),
  OPENID_PROVIDERS: OpenIdProviders.default([]),
  CATEGORIES: CategoryList.default(DEFAULT_CATEGORIES.split(',')),
  ADMIN_EMAILS: list(z.email('takes email addresses with commas between them')).default([]),
  ...MailEnvironment.shape,
  ...MeaningEnvironment.shape,
  ARXIV_RSS_URL: httpUrl().default('https://rss.arxiv.org'),
  ARXIV_API_URL: httpUrl().default('https://export.arxiv.org'),
  ARXIV_OAI_URL: httpUrl().default('https://oaipmh.arxiv.org'),
  ARXIV_MIN_INTERVAL_MS: wholeNumber(0, 3_600_000).default(ARXIV_SECONDS),
  SIGNALS: SignalList.default(['hf', 'github']),
  HF_URL: httpUrl().default('https://huggingface.co'),
  GITHUB_URL: httpUrl().default('https://api.github.com'),
  GITHUB_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{1,255}$/, 'takes a token of GitHub')
    .optional(),
  NOW: z
    .string()
    .refine((value) => !Number.isNaN(Date.parse(value)), 'takes an ISO instant such as 2026-11-20T08:00:00Z')
    .optional(),
})

export interface Config extends MailSettings {
  port: number
  host: string
  /** An origin as browsers write it: lower case, no slash at its end. */
  baseUrl: string
  /** BASE_URL names this machine: mailbox, fixed clock and made-up secrets are allowed. */
  isLocal: boolean
  /** `npm run dev`: pages for whoever works on the program are there. */
  isDevelopment: boolean
  /** Absolute. */
  dataDir: string
  databaseUrl: string | undefined
  search: SearchPlace
  meaning: MeaningSettings
  /** Keys as given, newest first; undefined means: kept in the data folder (`lib/secret.ts`). */
  secrets: string[] | undefined
  trustProxy: number
  /** Memory for kept pages; 0 keeps none. */
  pageCacheBytes: number
  accessLog: boolean
  metricsToken: string | undefined
  timeZone: string
  voteMaturityHours: number
  siteName: string
  siteMode: SiteMode
  openIdProviders: OpenIdProvider[]
  categories: string[]
  /** Lower case. */
  adminEmails: string[]
  arxiv: { rssUrl: string; apiUrl: string; oaiUrl: string; minIntervalMs: number }
  signals: { sources: ('hf' | 'github')[]; hfUrl: string; githubUrl: string; githubToken: string | undefined }
  clock: Clock
  clockIsFixed: boolean
}

/**
 * The settings of this process, read from the environment.
 * @throws InputError naming every wrong variable at once, and what each takes.
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''),
  )
  const parsed = Environment.safeParse(given)
  const faults = parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${String(path[0])} ${message}`)
  if (!parsed.success) throw badEnvironment(faults)

  const env = parsed.data
  const baseUrl = env.BASE_URL ?? `http://localhost:${env.PORT}`
  const isLocal = isLoopback(new URL(baseUrl).hostname)
  const arxivUrls = [env.ARXIV_RSS_URL, env.ARXIV_API_URL, env.ARXIV_OAI_URL]

  if (env.DATABASE_URL && !isLocal && !env.SECRET) {
    faults.push(
      'SECRET is required when DATABASE_URL is set and BASE_URL is public: takes at least 32 random characters',
    )
  }
  if (env.NOW && !isLocal)
    faults.push('NOW is for demonstrations: it takes effect only while BASE_URL is a loopback address')
  if (env.ARXIV_MIN_INTERVAL_MS < ARXIV_SECONDS && !arxivUrls.every((url) => isLoopback(new URL(url).hostname))) {
    faults.push(
      `ARXIV_MIN_INTERVAL_MS takes ${ARXIV_SECONDS} or more: arXiv asks its clients for at most one request in three seconds`,
    )
  }
  if (env.SITE_MODE.kind === 'private' && env.ADMIN_EMAILS.length === 0)
    faults.push('ADMIN_EMAILS is required when SITE_MODE is private: takes the addresses of those who invite others')
  faults.push(...mailFaults(env), ...meaningFaults(env), ...searchFaults(env, given))
  const { SITE_MODE: mode, OPENID_PROVIDERS: providers } = env
  if (mode.kind === 'openid' && !providers.some(({ name }) => name === mode.provider))
    faults.push(`SITE_MODE names the provider ${mode.provider}, which OPENID_PROVIDERS does not hold`)
  if (faults.length > 0) throw badEnvironment(faults)

  return {
    port: env.PORT,
    host: env.HOST,
    baseUrl,
    isLocal,
    isDevelopment: env.NODE_ENV === 'development',
    dataDir: resolve(env.DATA_DIR),
    databaseUrl: env.DATABASE_URL,
    search: searchPlace(env, given),
    meaning: meaningSettings(env),
    secrets: env.SECRET?.split(',').map((one) => one.trim()),
    trustProxy: env.TRUST_PROXY,
    pageCacheBytes: env.PAGE_CACHE_MB * 1024 * 1024,
    accessLog: env.ACCESS_LOG === 'on',
    metricsToken: env.METRICS_TOKEN,
    timeZone: env.TIME_ZONE,
    voteMaturityHours: env.VOTE_MATURITY_HOURS ?? (isLocal ? 0 : 24),
    siteName: env.SITE_NAME,
    siteMode: env.SITE_MODE,
    openIdProviders: env.OPENID_PROVIDERS,
    categories: env.CATEGORIES,
    adminEmails: env.ADMIN_EMAILS.map((email) => email.toLowerCase()),
    ...mailSettings(env, { name: env.SITE_NAME, host: new URL(baseUrl).hostname }),
    arxiv: {
      rssUrl: trimmed(env.ARXIV_RSS_URL),
      apiUrl: trimmed(env.ARXIV_API_URL),
      oaiUrl: trimmed(env.ARXIV_OAI_URL),
      minIntervalMs: env.ARXIV_MIN_INTERVAL_MS,
    },
    signals: {
      sources: env.SIGNALS,
      hfUrl: trimmed(env.HF_URL),
      githubUrl: trimmed(env.GITHUB_URL),
      githubToken: env.GITHUB_TOKEN,
    },
    clock: env.NOW ? fixedClock(env.NOW) : systemClock,
    clockIsFixed: env.NOW !== undefined,
  }
}

const held = globalThis as { broadsheetConfig?: Config }

/** The settings of this process, read once: from the environment, and what it does not say from a file. @throws InputError like `readConfig`. */
export function config(): Config {
  held.broadsheetConfig ??= readConfig({ ...readEnvFile(process.env.ENV_FILE), ...process.env })
  return held.broadsheetConfig
}

/**
 * Takes over the address of a house that runs on this data folder: what a command writes into mails must lead there. An address
 * that the environment names stays.
 */
export function adoptAddress(address: string): void {
  if (!process.env.BASE_URL && !process.env.PORT) held.broadsheetConfig = { ...config(), baseUrl: address }
}

/** `localhost`, `127.0.0.0/8` and `::1`: this machine only. */
export function isLoopback(hostname: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(hostname)
}

function badEnvironment(faults: string[]): InputError {
  return new InputError(
    `The environment cannot be used (docs/operations.md lists what each variable takes):\n${faults.map((fault) => `  ${fault}`).join('\n')}`,
  )
}

function isUrl(value: string, protocols: string[]): boolean {
  return URL.canParse(value) && protocols.includes(new URL(value).protocol)
}

/** Nothing but scheme, host and port: a path, a query or a user would end up in the middle of every link. */
function isHttpOrigin(value: string): boolean {
  return /^https?:\/\/[^\s/?#@\\]+\/*$/i.test(value) && URL.canParse(value)
}

const trimmed = (url: string) => url.replace(/\/+$/, '')
