/** Line ends of other systems, and white space that is a control character. */
const LINE_END = /\r\n?|[\u2028\u2029\u0085]/g
const TAB = /[\t\v\f]/g
/** Runs that are not one plain space already: most of a text is, and need not be written anew. */
const SPACE = /[^\S\n]{2,}|[^\S\n ]/g
const ANY_SPACE = /\s{2,}|[^\S ]/g
/** White space that is no plain space. */
const ODD_SPACE = /[^\S\n ]/
const ANY_ODD_SPACE = /[^\S ]/
const PLAIN_SPACES = / {2,}/g

/** Most of what arXiv sends is of these characters alone: nothing in it to strip. */
const PRINTABLE = /^[\n\x20-\x7e]*$/

/**
 * What no title needs and a hostile one uses: controls, bidi controls, zero-width and other invisible characters, lone
 * surrogates and noncharacters (both illegal in XML), and private use, which the clean-up uses for itself.
 */
const UNWANTED = /\p{Default_Ignorable_Code_Point}|\p{Cf}|\p{Co}|\p{Cs}|\p{Noncharacter_Code_Point}|(?!\n)\p{Cc}/gu

/** Marks piled on one letter run over the lines above and below; living scripts need fewer. */
const PILED_MARKS = /(\p{M}{4})\p{M}+/gu

const BREAK = / ?\n[ \n]*/g

/** NFC text without invisible, direction-changing or XML-illegal characters; line ends are `\n`, other white space ` `. */
export function stripCharacters(source: string): string {
  if (PRINTABLE.test(source)) return singleSpaced(source)
  const visible = source.replace(LINE_END, '\n').replace(TAB, ' ').replace(UNWANTED, '')
  return singleSpaced(visible).normalize('NFC').replace(PILED_MARKS, '$1')
}

/** Every run of spaces as one; lines stay. Looks before it folds, since most texts are as they should be. */
function singleSpaced(text: string): string {
  if (!PRINTABLE.test(text) && ODD_SPACE.test(text)) return text.replace(SPACE, ' ')
  return text.includes('  ') ? text.replace(PLAIN_SPACES, ' ') : text
}

/** The same with lines and spaces as they are, for texts in which they mean something; a tab is four spaces. */
export const stripLines = (source: string): string =>
  source
    .replace(LINE_END, '\n')
    .replaceAll('\t', '    ')
    .replace(UNWANTED, '')
    .normalize('NFC')
    .replace(PILED_MARKS, '$1')

/** One line: every run of white space is one space. */
export const foldToLine = (text: string) =>
  (ANY_ODD_SPACE.test(text)
    ? text.replace(ANY_SPACE, ' ')
    : text.includes('  ')
      ? text.replace(PLAIN_SPACES, ' ')
      : text
  ).trim()

/**
 * Wrapped lines joined. arXiv marks a paragraph by a newline that white space follows; it becomes one blank line, and
 * stays one when folded again.
 */
export function foldToParagraphs(text: string): string {
  const spaced = singleSpaced(text)
  if (!spaced.includes('\n')) return spaced.trim()
  return spaced.replace(BREAK, (run) => (/\n[ \n]/.test(run) ? '\n\n' : ' ')).trim()
}
