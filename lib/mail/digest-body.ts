import { wrap } from '@/emails/text'
import { fillTemplate, type Template } from '../template'
import { type Entry, type EntryForm, entryOf } from './digest-entry'
import { type FrameWords, frameOf } from './digest-frame'
import {
  ENCODED,
  escapeMarkup,
  NEEDS_NO_ESCAPE,
  PLAIN,
  partsOf,
  SAVE,
  type Values,
  VOTE,
  type Write,
} from './digest-parts'
import type { DigestContent, MailPaper } from './kinds'
import type { ReaderLinks } from './mail'
import { clip } from './plain'
import { type Chunks, encodeValue, fillReady, type Parts, type ReadyTemplate, readyTemplate } from './template'

/** Gmail cuts a mail off near 102 KB of HTML, with the way to unsubscribe at its end. */
export const MAX_HTML_OCTETS = 80_000
/** Left free for what each reader's links take: those of the mail, and those of each paper. */
const ROOM_FOR_LINKS = 2_000
const ROOM_FOR_PAPER_LINKS = 260
/** No abstract is as long. */
const WHOLE = Number.MAX_SAFE_INTEGER
/** Lengths of abstracts to try, in characters, until the mail is small enough. */
const ABSTRACT_LIMITS = [WHOLE, 1_600, 1_300, 1_000, 800, 600, 450, 300, 150, 0]
/** What each shape shows of an abstract, in characters; in short, that is two or three sentences. */
const WISHED = { full: WHOLE, short: 320, titles: 0 } as const

const SHORTENED = 'Some abstracts are shortened, so that your mail program shows the whole issue.'
const LEFT_OUT = 'Abstracts are left out, so that your mail program shows the whole issue.'

/** The first title, since that is what a reader decides by. */
export function digestSubject({ siteName, heading, papers: [first, ...others] }: DigestContent): string {
  const more = others.length === 0 ? '' : `, and ${others.length} more`
  return clip(first?.title || heading || siteName, 100) + more
}

/** A body, readable and as it stands in a message. */
export interface Body extends Parts<string> {
  /** In quoted-printable. */
  encoded: Parts<Chunks>
}

/**
 * Both parts of a digest for one reader. Entries and frame are made and encoded once per paper and list, and put together once per
 * digest; a mail only fills in its links.
 * Its HTML stays below `MAX_HTML_OCTETS`: abstracts are shortened where they must be, and the mail says so. The text is whole.
 */
export function renderDigest(
  content: DigestContent,
  links: ReaderLinks | undefined,
  postalAddress: string | undefined,
): Body {
  const shared = sharedOf(content, links !== undefined, postalAddress)
  const values = links ? valuesFor(content.papers, links) : []
  const fill = (template: Template, write: Write) =>
    fillTemplate(template, (name) => write(values[shared.names.indexOf(name)] ?? ''))
  return {
    // What people look at is made when somebody does; what is sent is the other.
    get html() {
      return fill(shared.plain().html, PLAIN.html)
    },
    get text() {
      return fill(shared.plain().text, PLAIN.text)
    },
    get encoded() {
      const text = values.map(encodeValue)
      // Most are the same in both.
      const html = values.map((value, at) =>
        NEEDS_NO_ESCAPE.test(value) ? (text[at] ?? '') : encodeValue(escapeMarkup(value)),
      )
      return { html: fillReady(shared.encoded.html, html), text: fillReady(shared.encoded.text, text) }
    },
  }
}

/** Names of what differs from mail to mail, in the order in which `valuesFor` gives it. */
const namesFor = (papers: readonly MailPaper[]): string[] => [
  'unsubscribe',
  'pause',
  'manage',
  ...papers.flatMap((_, index) => [VOTE + index, SAVE + index]),
]

function valuesFor(papers: readonly MailPaper[], links: ReaderLinks): string[] {
  const values = [links.unsubscribeUrl, links.pauseUrl, links.manageUrl]
  for (const { id } of papers) {
    const { voteUrl, saveUrl } = links.paperUrls(id)
    values.push(voteUrl, saveUrl)
  }
  return values
}

/** All of a digest that is the same for everybody who gets it. */
interface Shared {
  /** Of the values that are filled in. */
  names: readonly string[]
  encoded: Parts<ReadyTemplate>
  /** Made when somebody looks at it. */
  plain: () => Parts<Template>
}

const made = new WeakMap<DigestContent, Map<string, Shared>>()

/** Made once per digest, while its content is kept. */
function sharedOf(content: DigestContent, hasLinks: boolean, postalAddress: string | undefined): Shared {
  const forms = made.get(content) ?? new Map<string, Shared>()
  made.set(content, forms)
  const key = `${hasLinks} ${postalAddress ?? ''}`
  const shared = forms.get(key) ?? makeShared(content, hasLinks, postalAddress)
  forms.set(key, shared)
  return shared
}

function makeShared(content: DigestContent, hasLinks: boolean, postalAddress: string | undefined): Shared {
  const { siteName, viewUrl, notes } = content
  const words: FrameWords = { siteName, notes, postalAddress, hasLinks, note: null }
  const values = valuesOf(content)
  const room = MAX_HTML_OCTETS - ROOM_FOR_LINKS - frameOf(words).octets - octetsOfView(viewUrl)
  const { entries, note } = entriesOf(content, hasLinks, room)
  const frame = frameOf({ ...words, note })
  const names = namesFor(content.papers)

  const encoded = partsOf(
    frame.encoded,
    entries.map(({ encoded }) => encoded),
    values,
    ENCODED,
  )
  let plain: Parts<Template> | null = null
  return {
    names,
    encoded: { html: readyTemplate(encoded.html, names), text: readyTemplate(encoded.text, names) },
    plain() {
      plain ??= partsOf(
        frame.plain,
        entries.map((entry) => entry.plain()),
        values,
        PLAIN,
      )
      return plain
    },
  }
}

/** What the slots of a frame hold for every reader. */
function valuesOf(content: DigestContent): Values {
  const { papers, subtitle, heading, viewUrl } = content
  const edition = [subtitle, papers.length === 1 ? 'one paper' : `${papers.length} papers`]
  return {
    subject: digestSubject(content),
    preheader: preheader(subtitle, papers),
    heading,
    'text-heading': wrap(heading),
    edition: edition.join(' · '),
    'text-edition': wrap(edition.join(', ')),
    view: viewUrl,
  }
}

/** The list's address stands in the frame twice. */
const octetsOfView = (viewUrl: string) => 2 * Buffer.byteLength(escapeMarkup(viewUrl))

/** The entries with as much of their abstracts as the reader wishes and as fits into so many octets. */
function entriesOf(
  { papers, shape }: DigestContent,
  withLinks: boolean,
  room: number,
): { entries: Entry[]; note: string | null } {
  const wished = WISHED[shape]
  for (const limit of ABSTRACT_LIMITS.filter((one) => one === WHOLE || one < wished)) {
    const form: EntryForm = { htmlLimit: Math.min(limit, wished), textLimit: wished, withLinks }
    const entries = papers.map((paper) => entryOf(paper, form))
    if (octetsOf(entries, withLinks) > room) continue
    if (form.htmlLimit === wished) return { entries, note: null }
    return { entries, note: limit === 0 ? LEFT_OUT : SHORTENED }
  }
  throw new Error(`a digest of ${papers.length} papers does not fit into ${room} octets`)
}

const octetsOf = (entries: Entry[], withLinks: boolean) =>
  entries.reduce((sum, { octets }) => sum + octets + (withLinks ? ROOM_FOR_PAPER_LINKS : 0), 0)

/** The best of the issue in one line. */
function preheader(subtitle: string, papers: readonly MailPaper[]): string {
  const others = papers.slice(1, 3).map(({ title }) => title)
  return others.length === 0 ? subtitle : `${subtitle}: ${others.join(' · ')}`
}
