import { readFileSync } from 'node:fs'
import sharp from 'sharp'
import { fixedClock } from '@/lib/clock'
import { digestEnvelope } from '@/lib/digest/message'
import { renderMail } from '@/lib/mail/render'
import { mailDocument } from '@/lib/mail/show'
import { formulasShownReadable, mathToReadable } from '@/lib/papers/text/math-to-readable'
import { aDrawing } from './pictures'
import { setSettings } from './settings'

/** Run as a program: prints one mail of each kind and shape as `{name: html}`, with what is hard to show in it. */
const AT = new Date('2026-11-20T08:00:00Z')
const ID = '0f6e3a52-8d1c-4b7e-9a30-2c5d7e9f1b48'
const SITE = 'https://papers.example.org'
setSettings({ BASE_URL: SITE, MAIL_POSTAL_ADDRESS: 'Broadsheet, 1 Example Street, 12345 Town' }, fixedClock(AT))

const WHY = [
  'new in cs.LG',
  'picked by Emmy: It holds.',
  'updated: version 3',
  'new in stat.ML, also listed in math.OC',
]
const LONG =
  'On the Extremely Long and Winding Title of a Paper about $\\ell_1$-Regularised $\\mathcal{O}(n \\log n)$ Minimisers with $\\sum_{i=1}^{n} x_i^2 \\leq \\frac{1}{2}\\alpha^2$, Their Many Applications, and Everything Else That One Could Possibly Wish to Know'
const CHINESE = '面向大规模语言模型的高效推理：方法、系统与展望'

interface Sample {
  id: string
  title: string
  abstract: string
  authors: string[]
  categories: string[]
}

const samples = JSON.parse(readFileSync('lib/ingest/sample-papers.json', 'utf8')) as Sample[]
const papers = samples.slice(0, 25).map(({ id, title, abstract, authors, categories }, at) => {
  const shown = [title, title, LONG, CHINESE][at] ?? title
  return {
    id,
    url: `${SITE}/papers/${id}`,
    title: mathToReadable(shown),
    abstract: mathToReadable(abstract),
    authors: at === 1 ? '张伟, 王芳, محمد بن موسى الخوارزمي and 7 more' : authors.slice(0, 5).join(', '),
    categories,
    votes: at % 4 === 0 ? 12 : 0,
    why: WHY[at % WHY.length],
    formulas: formulasShownReadable(`${shown}\n${abstract}`),
  }
})

const envelope = digestEnvelope({ id: ID, recipient: 'ada@example.org', createdAt: AT, issueId: ID }, '/', ID)
const digest = (count: number, shape: 'full' | 'short' | 'titles', notes: string[] = []) =>
  renderMail(
    'digest',
    {
      siteName: 'Broadsheet',
      heading: 'Trending papers',
      subtitle: 'Friday, 20 November 2026',
      papers: papers.slice(0, count),
      shape,
      viewUrl: `${SITE}/`,
      notes,
    },
    envelope,
  )

const bytes = await sharp(await aDrawing())
  .resize(480)
  .flatten({ background: '#fff' })
  .png()
  .toBuffer()
const figure = { file: 'A'.repeat(22).concat('.png'), alt: 'Two bars', width: 480, height: 300 }
const picture = { file: figure.file, type: 'image/png' as const, base64: bytes.toString('base64') }

const mails = {
  'digest-of-25': digest(25, 'full', ['The listing of math.OC was not complete when this was composed.']),
  'digest-short': digest(8, 'short'),
  'digest-titles': digest(8, 'titles'),
  confirm: renderMail(
    'confirm',
    {
      siteName: 'Broadsheet',
      confirmUrl: `${SITE}/subscriptions/confirm/${'x'.repeat(70)}`,
      viewTitle: 'Trending papers',
      hour: 8,
      zone: 'Europe/Berlin',
    },
    envelope,
  ),
  welcome: renderMail(
    'welcome',
    {
      siteName: 'Broadsheet',
      viewTitle: 'Trending papers',
      viewUrl: `${SITE}/`,
      schedule: 'every day at 08:00 (Europe/Berlin)',
      first: 'on Tue 24 Nov, 08:00 Europe/Berlin',
    },
    envelope,
  ),
  'digest-pictures': renderMail(
    'digest',
    {
      siteName: 'Broadsheet',
      heading: 'Trending papers',
      subtitle: 'Friday, 20 November 2026',
      papers: papers.slice(0, 3).map((paper, at) => ({ ...paper, ...(at < 2 && { figure }) })),
      shape: 'short',
      viewUrl: `${SITE}/`,
    },
    envelope,
    [picture],
  ),
  claim: renderMail(
    'claim',
    {
      siteName: 'Broadsheet',
      outcome: 'refused',
      author: 'Ada Lovelace',
      paperTitle: papers[2]?.title ?? '',
      reason: 'The page that you name says nothing of the paper; an address of your university would do.',
      url: `${SITE}/claims`,
    },
    envelope,
  ),
  comment: renderMail(
    'comment',
    {
      siteName: 'Broadsheet',
      isAnswer: true,
      author: 'Grace-H',
      paperTitle: papers[3]?.title ?? '',
      text: 'Lemma 2 needs α ≤ 1:\n\n> what if α > 1?\n\nThen the sum diverges, does it not?',
      url: `${SITE}/papers/${papers[3]?.id}/comments/${ID}`,
    },
    {
      ...envelope,
      links: undefined,
      stop: { oneClickUrl: `${SITE}/settings/comment-mails/${'s'.repeat(70)}`, manageUrl: `${SITE}/settings` },
    },
  ),
  'comment-mention': renderMail(
    'comment',
    {
      siteName: 'Broadsheet',
      isAnswer: false,
      author: 'Grace-H',
      paperTitle: papers[1]?.title ?? '',
      text: '@Ada-L, is that not what you proved in 1843?',
      url: `${SITE}/papers/${papers[1]?.id}/comments/${ID}`,
    },
    {
      ...envelope,
      links: undefined,
      stop: { oneClickUrl: `${SITE}/settings/comment-mails/${'s'.repeat(70)}`, manageUrl: `${SITE}/settings` },
    },
  ),
  'claim-granted': renderMail(
    'claim',
    {
      siteName: 'Broadsheet',
      outcome: 'granted',
      author: 'Ada Lovelace',
      paperTitle: papers[3]?.title ?? '',
      reason: 'The address of the university is that of the paper.',
      url: `${SITE}/claims`,
    },
    envelope,
  ),
  'digest-followed': renderMail(
    'digest',
    {
      siteName: 'Broadsheet',
      heading: 'What you follow',
      subtitle: 'Friday, 20 November 2026',
      papers: papers.slice(0, 3).map((paper, at) => ({
        ...paper,
        why:
          [
            'From Grace-H, math.NT',
            'It settles what was open since 1986, in two pages that everybody can read.',
            'From Reading group',
          ][at] ?? '',
      })),
      shape: 'short',
      viewUrl: `${SITE}/following/${ID}`,
    },
    envelope,
  ),
  invitation: renderMail(
    'invitation',
    { siteName: 'Broadsheet', url: `${SITE}/invitations/${'z'.repeat(75)}`, days: 14 },
    envelope,
  ),
  'sign-in': renderMail(
    'sign-in',
    { siteName: 'Broadsheet', code: '4K7M-Q2XZ', url: `${SITE}/sign-in/link/${'y'.repeat(50)}`, minutes: 10 },
    envelope,
  ),
}

const shown = Object.entries(mails).map(([name, { html, inline }]) => [name, mailDocument(html, inline).html])
process.stdout.write(JSON.stringify(Object.fromEntries(shown)))
