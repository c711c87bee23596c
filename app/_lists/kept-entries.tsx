import { createElement } from 'react'
import type { EntryKind, EntryProps } from '@/components/PaperEntry'
import { ByteStore } from '@/lib/http/cache/byte-store'
import { escapeHtml } from '@/lib/papers/text/escape-html'
import { fillTemplate, MARK, parseTemplate, slot, type Template } from '@/lib/template'
import { renderToStaticMarkup } from '../_answer/render'

/** Some thousand entries: the lists that are read now. */
const MAX_BYTES = 16_000_000

interface KeptEntry extends Template {
  bytes: number
}

// Next bundles modules more than once; what was rendered is shared through globalThis.
const common = globalThis as { broadsheetEntries?: ByteStore<KeptEntry> }
common.broadsheetEntries ??= new ByteStore(MAX_BYTES)
const entries = common.broadsheetEntries

/**
 * The markup of an entry, rendered once for all pages that show the paper as it is: what differs between them (its texts, which a search
 * marks, and where its forms lead back to) is filled in. An entry is a function of what it is handed, so what it was handed, but for those, is the
 * key, and nothing has to be told when something changes (docs/decisions/0053).
 */
export function keptEntry({ name, Entry }: EntryKind, { paper, back, news = null, ...shape }: EntryProps): string {
  const { title, titleHtml, abstract, abstractHtml, ...rest } = paper
  const handed = JSON.stringify([name, news === null, shape, rest])
  // Nothing of a paper may pass for a place that is left open.
  if (handed.includes(ESCAPED_MARK)) return renderToStaticMarkup(createElement(Entry, { paper, back, news, ...shape }))
  const open = {
    paper: {
      ...rest,
      title: slot('title'),
      titleHtml: slot('titleHtml'),
      abstract: slot('abstract'),
      abstractHtml: slot('abstractHtml'),
    },
    back: slot('back'),
    news: news === null ? null : slot('news'),
  }
  const entry = entries.get(handed) ?? kept(handed, renderToStaticMarkup(createElement(Entry, { ...open, ...shape })))
  const values: Record<string, () => string> = {
    titleHtml: () => titleHtml,
    abstractHtml: () => abstractHtml,
    title: () => escaped(title),
    abstract: () => escaped(abstract),
    back: () => escaped(back),
    news: () => escaped(news ?? ''),
  }
  return fillTemplate(entry, (name) => values[name]?.() ?? '')
}

/** As React writes it. */
const escaped = (text: string) => escapeHtml(text).replaceAll('&#39;', '&#x27;')

const ESCAPED_MARK = JSON.stringify(MARK).slice(1, -1)

function kept(key: string, markup: string): KeptEntry {
  const entry = { ...parseTemplate(markup), bytes: markup.length * 2 }
  entries.set(key, entry)
  return entry
}
