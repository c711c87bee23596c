import { GET as getSubscribe, POST as postSubscribe } from '@/app/subscribe/route'
import { GET as getConfirm, POST as postConfirm } from '@/app/subscriptions/confirm/[token]/route'
import { GET as getManage, POST as postManage } from '@/app/subscriptions/manage/[token]/route'
import { GET as getPreview } from '@/app/subscriptions/preview/[token]/route'
import { GET as getSample } from '@/app/subscriptions/preview/route'
import { GET as getAsked } from '@/app/subscriptions/sent/route'
import { GET as getUnsubscribe, POST as postUnsubscribe } from '@/app/subscriptions/unsubscribe/[token]/route'
import { db } from '@/lib/database/client'
import { Visitor } from './visitor'

type Handler = (request: Request, context: { params: Promise<{ token: string }> }) => Promise<Response> | Response

const ROUTES: readonly [RegExp, Partial<Record<string, Handler>>][] = [
  [/^\/subscribe$/, { GET: getSubscribe, POST: postSubscribe }],
  [/^\/subscriptions\/sent$/, { GET: getAsked }],
  [/^\/subscriptions\/preview$/, { GET: getSample }],
  [/^\/subscriptions\/preview\/([^/]+)$/, { GET: getPreview }],
  [/^\/subscriptions\/confirm\/([^/]+)$/, { GET: getConfirm, POST: postConfirm }],
  [/^\/subscriptions\/unsubscribe\/([^/]+)$/, { GET: getUnsubscribe, POST: postUnsubscribe }],
  [/^\/subscriptions\/manage\/([^/]+)$/, { GET: getManage, POST: postManage }],
]

/** What came back: where it leads, or what it shows. */
export interface Answer {
  status: number
  to: string
  html: string
  headers: Headers
}

/** Opens an address as a browser does, without following anything. @param fields posted when they are given */
export async function visit(
  address: string,
  fields?: Record<string, string>,
  browser = new Visitor(),
): Promise<Answer> {
  const url = new URL(address, 'http://localhost:3000')
  const [pattern, route] = ROUTES.find(([path]) => path.test(url.pathname)) ?? []
  const method = fields ? 'POST' : 'GET'
  const handler = route?.[method]
  if (!pattern || !handler) throw new Error(`nothing handles ${method} ${url.pathname}`)
  const request = browser.request(url.pathname + url.search, {
    method,
    ...(fields ? { body: new URLSearchParams(fields) } : {}),
  })
  const token = pattern.exec(url.pathname)?.[1] ?? ''
  const answer = await handler(request, { params: Promise.resolve({ token }) })
  const { status, headers } = answer
  return { status, headers, to: headers.get('location') ?? '', html: await answer.text() }
}

/** The link of the newest confirmation to this address. */
export async function confirmLinkTo(email: string): Promise<string> {
  const { content } = await db().delivery.findFirstOrThrow({
    where: { recipient: email, kind: 'confirm' },
    orderBy: { createdAt: 'desc' },
  })
  return (content as { confirmUrl: string }).confirmUrl
}

/** Subscribes by the form and confirms, eight o'clock in Berlin. @returns where the confirmation leads: to the subscription */
export async function subscribed(email: string, fields: Record<string, string> = {}): Promise<string> {
  await visit('/subscribe', { email, ...fields })
  const { to } = await visit(await confirmLinkTo(email), { hour: '8', zone: 'Europe/Berlin' })
  return to
}
