import { RELATIONS, SYMBOLS } from '@/lib/papers/text/math-symbols'

/** Names of functions, set apart from letters beside them. */
export const UPRIGHT = words(`
  log ln lg exp sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh coth max min sup inf lim limsup liminf arg deg
  det dim gcd hom ker Pr mod bmod Tr tr
`)

/** Commands that only change the font of their argument, or its role. */
export const UNWRAPPED = words(`
  mathrm mathbf mathit mathsf mathtt mathnormal boldsymbol bm pmb text textrm textit textbf textsf texttt textsc textnormal
  textup textsl uline mbox hbox emph ensuremath mathop mathbin mathrel mathord operatorname underline mathstrut smash
`)

/** Commands of which nothing is shown: sizes, switches, hints for spacing. */
export const SILENT = words(`
  left right big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr bigm middle limits nolimits displaystyle textstyle
  scriptstyle rm bf it sf tt sl sc cal em mathsurround nonumber xspace protect relax boldmath allowbreak nobreak tiny
  scriptsize footnotesize small normalsize large Large noindent hfill
`)
export const SPACES = words('quad qquad space thinspace enspace enskip')
export const FRACTIONS = words('frac dfrac tfrac cfrac nicefrac sfrac')

/** Those of the silent ones that a delimiter follows; a dot is an invisible one. */
export const DELIMITED = words('left right middle')

/** Commands that put their argument between two signs. */
export const FENCES = new Map(Object.entries({ ket: '|⟩', bra: '⟨|', braket: '⟨⟩', abs: '||', norm: '‖‖' }))

/** Accents over letters. */
export const COMBINING = new Map(
  Object.entries({
    hat: '\u0302',
    widehat: '\u0302',
    bar: '\u0304',
    overline: '\u0304',
    tilde: '\u0303',
    widetilde: '\u0303',
    vec: '\u20d7',
    dot: '\u0307',
    ddot: '\u0308',
    check: '\u030c',
    breve: '\u0306',
    acute: '\u0301',
    grave: '\u0300',
    mathring: '\u030a',
  }),
)

/** Alphabets worth keeping without markup; bold and its like are dropped. */
export const ALPHABET_OF = new Map(
  Object.entries({
    mathbb: 'double-struck',
    mathbbm: 'double-struck',
    mathds: 'double-struck',
    Bbb: 'double-struck',
    mathcal: 'script',
    mathscr: 'script',
    mathfrak: 'fraktur',
    frak: 'fraktur',
  }),
)

/** One character, or little more, for a command without arguments. */
export const SYMBOL_OF = new Map(
  Object.entries({
    ...SYMBOLS,
    AA: 'Å',
    S: '§',
    P: '¶',
    colon: ': ',
    textellipsis: '…',
    textdegree: '°',
    degr: '°',
    celsius: '°C',
    arcmin: '′',
    arcsec: '″',
    msun: 'M_⊙',
    Msun: 'M_⊙',
    micron: 'μm',
    la: ' ≲ ',
    ga: ' ≳ ',
  }),
)

/** The same, with a space on both sides. */
export const RELATION_OF = new Map(Object.entries(RELATIONS))

/** A backslash and one sign: spaces of all widths, and signs that TeX keeps for itself. */
export const ESCAPED: Record<string, string> = {
  ',': ' ',
  ';': ' ',
  ':': ' ',
  '>': ' ',
  ' ': ' ',
  '!': '',
  '/': '',
  '|': '‖',
}

/** The root signs by degree. */
export const ROOTS: Record<string, string> = { '': '√', '2': '√', '3': '∛', '4': '∜' }

function words(list: string): Set<string> {
  return new Set(list.trim().split(/\s+/))
}
