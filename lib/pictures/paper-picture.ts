import { Resvg } from '@resvg/resvg-js'
import satori from 'satori'
import type { PaperRecord } from '../papers/find-paper'
import { mathToReadable } from '../papers/text/math-to-readable'
import { PICTURE_FONT_FAMILY, pictureFonts } from './fonts'

/** What link previews take (https://ogp.me): twice as wide as high, nearly. */
export const PICTURE_SIZE = { width: 1200, height: 630 }

const MAX_TITLE_CHARS = 180
const AUTHORS_SHOWN = 4

export type PicturedPaper = Pick<PaperRecord, 'id' | 'title' | 'authors' | 'primaryCategory'>

/**
 * The picture that link previews show of a paper: title, authors, category and identifier, as PNG of 1200 × 630. Asks nobody
 * for a font or a glyph; a letter that the fonts lack is an empty box.
 */
export async function drawPaper(paper: PicturedPaper, siteName: string): Promise<Buffer> {
  const svg = await satori(card(paper, siteName) as Parameters<typeof satori>[0], {
    ...PICTURE_SIZE,
    fonts: pictureFonts(),
  })
  return new Resvg(svg, { font: { loadSystemFonts: false } }).render().asPng()
}

function card({ id, title, authors, primaryCategory }: PicturedPaper, siteName: string) {
  const words = shortened(mathToReadable(title), MAX_TITLE_CHARS)
  return box({ ...SHEET, fontFamily: PICTURE_FONT_FAMILY }, [
    box({ justifyContent: 'space-between', fontSize: 30, color: '#5a5348' }, [
      box({ fontWeight: 600, color: '#8c2f1b' }, siteName),
      box({}, `${primaryCategory}  ·  arXiv:${id}`),
    ]),
    box({ flexGrow: 1, alignItems: 'center', fontSize: titleSize(words), fontWeight: 600, lineHeight: 1.18 }, words),
    box({ fontSize: 32, color: '#3d382f' }, shortened(namesOf(authors), 110)),
  ])
}

const SHEET = {
  boxSizing: 'border-box',
  width: '100%',
  height: '100%',
  flexDirection: 'column',
  padding: '56px 72px 60px',
  background: '#fbf8f1',
  color: '#1d1a15',
  borderTop: '14px solid #8c2f1b',
}

type Box = { type: 'div'; props: { style: Record<string, string | number>; children: string | Box[] } }

const box = (style: Record<string, string | number>, children: string | Box[]): Box => ({
  type: 'div',
  props: { style: { display: 'flex', ...style }, children },
})

/** A short title may be large; a long one still has to fit above the authors. */
const titleSize = (title: string) => (title.length < 50 ? 76 : title.length < 100 ? 62 : 50)

function namesOf(authors: readonly string[]): string {
  const rest = authors.length - AUTHORS_SHOWN
  const shown = authors.slice(0, AUTHORS_SHOWN).join(', ')
  return rest > 0 ? `${shown} and ${rest} more` : shown
}

const shortened = (text: string, max: number) => (text.length > max ? `${text.slice(0, max - 1).trimEnd()}…` : text)
