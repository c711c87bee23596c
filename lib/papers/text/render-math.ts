import katex from 'katex'
import { toMathmlCore } from '@/lib/papers/text/core-mathml'
import { escapeContent } from '@/lib/papers/text/escape-html'
import { KATEX_MACROS } from '@/lib/papers/text/katex-macros'
import { safeMathml } from '@/lib/papers/text/safe-mathml'
import type { Formula } from '@/lib/papers/text/split-math'
import { remembered } from '@/lib/remembered'

/** Bounds are counts, not times, so that the same text gives the same HTML on a busy machine too. */
const MAX_FORMULA_CHARS = 2000
const MAX_FORMULAS = 500
const MAX_MATHML_CHARS = 400_000

/** Formulas as short as this come again and again: `$n$`, `$\mathbb{R}^d$`. So many of them are a megabyte. */
const MAX_KEPT_CHARS = 60
const KEPT_FORMULAS = 1500

/** Definitions have no place in an abstract and are how small formulas become endless ones. */
const DEFINES =
  /\\(?:[gex]?def|let|futurelet|global|long|(?:re)?newcommand|providecommand|DeclareMathOperator)(?![A-Za-z])/

/** KaTeX shows what it does not trust in this colour; nobody else writes it. */
const REFUSED = '#0bad00'

/**
 * A renderer for the formulas of one text, with a budget for all of them. Each formula becomes `<math>` without styles, colours
 * or links, its TeX kept as annotation; what KaTeX does not take, or the budget does not allow, is shown as source. Never throws.
 */
export function mathRenderer(): (formula: Formula) => string {
  let formulas = 0
  let chars = 0
  return (formula) => {
    formulas += 1
    const mathml = formulas > MAX_FORMULAS ? null : renderMathml(formula)
    if (mathml === null || chars + mathml.length > MAX_MATHML_CHARS) return renderSource(formula)
    chars += mathml.length
    return mathml
  }
}

const renderSource = ({ tex }: Formula) => `<code class="tex">${escapeContent(tex)}</code>`

const renderMathml = ({ tex, display }: Formula): string | null =>
  tex.length > MAX_KEPT_CHARS ? makeMathml(tex, display) : display ? keptDisplay(tex) : keptInline(tex)

const keptInline = remembered(KEPT_FORMULAS, (tex) => makeMathml(tex, false))
const keptDisplay = remembered(KEPT_FORMULAS, (tex) => makeMathml(tex, true))

function makeMathml(tex: string, display: boolean): string | null {
  if (tex.length > MAX_FORMULA_CHARS || DEFINES.test(tex)) return null
  try {
    const markup = katex.renderToString(withoutComments(tex), {
      output: 'mathml',
      displayMode: display,
      trust: false,
      strict: 'ignore',
      throwOnError: true,
      errorColor: REFUSED,
      maxExpand: 200,
      maxSize: 10,
      // KaTeX writes into this object; a shared one would carry definitions from paper to paper.
      macros: { ...KATEX_MACROS },
    })
    return markup.includes(REFUSED) ? null : safeMathml(toMathmlCore(markup))
  } catch {
    // A ParseError quotes the source, and deep nesting overflows the stack: both only mean that this formula stays TeX.
    return null
  }
}

/** `50%` in a formula means per cent; to TeX it would begin a comment. */
const withoutComments = (tex: string) => tex.replace(/\\.|%/gs, (match) => (match === '%' ? '\\%' : match))
