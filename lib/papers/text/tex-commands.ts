import { RELATIONS, SYMBOLS } from '@/lib/papers/text/math-symbols'

const names = (list: string) => new Set(list.split(/\s+/))

/** Macros whose argument is shown in their place. */
export const ARGUMENT_MACROS = names(
  `emph textit textbf textrm textsc texttt textsf textsl textup textmd textnormal underline uline mbox hbox text url path
   nolinkurl mathrm mathbf mathit mathsf mathtt textsuperscript textsubscript textquote enquote`,
)

/** Switches of font and size; they format what follows in their group. */
export const SWITCHES = names(
  `em it bf rm sc tt sf sl bfseries itshape rmfamily scshape sffamily slshape ttfamily upshape mdseries normalfont tiny
   scriptsize footnotesize small normalsize large Large LARGE huge Huge noindent centering protect relax boldmath`,
)

export const CITATIONS = names('cite citep citet citealp citealt citeauthor citeyear citenum onlinecite')

export const DROPPED_WITH_ARGUMENT = names('label vspace hspace vskip thanks footnotemark index pagestyle')

/** A backslash and one other character. `\$` stays: only the whole text tells whether a bare dollar would be a formula's. */
export const ESCAPES: Record<string, string> = {
  '%': '%',
  '&': '&',
  _: '_',
  '#': '#',
  '{': '{',
  '}': '}',
  '\\': ' ',
  ' ': ' ',
  '\n': ' ',
  ',': ' ',
  ';': ' ',
  ':': ' ',
  '>': ' ',
  '!': '',
  '/': '',
  '-': '',
  '@': '',
  // Accents with no letter below them: quotes out of JSON, a tilde in an address, a caret for a power.
  '"': '"',
  "'": "'",
  '`': '`',
  '~': '~',
  '^': '^',
}

/** Commands that stand for characters. Math symbols too: many abstracts have them outside of math. */
export const TEXT_SYMBOLS = new Map(
  Object.entries({
    ...SYMBOLS,
    ...RELATIONS,
    LaTeX: 'LaTeX',
    LaTeXe: 'LaTeX2e',
    TeX: 'TeX',
    BibTeX: 'BibTeX',
    dots: '…',
    ldots: '…',
    textellipsis: '…',
    textendash: '–',
    textemdash: '—',
    textquoteleft: '‘',
    textquoteright: '’',
    textquotedblleft: '“',
    textquotedblright: '”',
    quotedblbase: '„',
    guillemotleft: '«',
    guillemotright: '»',
    textquotesingle: "'",
    textdegree: '°',
    textregistered: '®',
    texttrademark: '™',
    textcopyright: '©',
    copyright: '©',
    pounds: '£',
    textsterling: '£',
    texteuro: '€',
    euro: '€',
    textyen: '¥',
    textmu: 'µ',
    textasciitilde: '~',
    textasciicircum: '^',
    textunderscore: '_',
    textgreater: '>',
    textless: '<',
    textbar: '|',
    textbullet: '•',
    textperiodcentered: '·',
    textsection: '§',
    S: '§',
    P: '¶',
    slash: '/',
    newline: ' ',
    linebreak: ' ',
    par: '\n\n',
    quad: ' ',
    qquad: ' ',
    xspace: '',
  }),
)
