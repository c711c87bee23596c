const SUPERSCRIPTS = pairs(`
  0⁰ 1¹ 2² 3³ 4⁴ 5⁵ 6⁶ 7⁷ 8⁸ 9⁹ +⁺ −⁻ -⁻ =⁼ (⁽ )⁾ aᵃ bᵇ cᶜ dᵈ eᵉ fᶠ gᵍ hʰ iⁱ jʲ kᵏ lˡ mᵐ nⁿ oᵒ pᵖ rʳ sˢ tᵗ uᵘ vᵛ wʷ
  xˣ yʸ zᶻ Aᴬ Bᴮ Dᴰ Eᴱ Gᴳ Hᴴ Iᴵ Jᴶ Kᴷ Lᴸ Mᴹ Nᴺ Oᴼ Pᴾ Rᴿ Tᵀ Uᵁ Vⱽ Wᵂ βᵝ γᵞ δᵟ θᶿ φᵠ ϕᵠ χᵡ ∘° ′′ ″″ †† ‡‡ ⊤ᵀ ⊺ᵀ ** ∗* ⋆*
`)

const SUBSCRIPTS = pairs(`
  0₀ 1₁ 2₂ 3₃ 4₄ 5₅ 6₆ 7₇ 8₈ 9₉ +₊ −₋ -₋ =₌ (₍ )₎ aₐ eₑ hₕ iᵢ jⱼ kₖ lₗ mₘ nₙ oₒ pₚ rᵣ sₛ tₜ uᵤ vᵥ xₓ βᵦ γᵧ ρᵨ φᵩ ϕᵩ χᵪ
`)

/** Longer ones are hard to read that small. */
const MAX_SMALL_CHARS = 8
const WORD = /^[\p{Lu}\p{Ll}\p{Lo}\p{Nd}\p{M}]+$/u

/** Text as a superscript: `x²`; where Unicode lacks a character, `x^α` or `x^(iπ)`. */
export const raised = (text: string) => small(text, SUPERSCRIPTS) ?? `^${isOneCharacter(text) ? text : `(${text})`}`

/** Text as a subscript: `xᵢ`; where Unicode lacks a character, `x_α`, `x_eff` or `x_(i,j)`. */
export const lowered = (text: string) =>
  small(text, SUBSCRIPTS) ?? `_${isOneCharacter(text) || WORD.test(text) ? text : `(${text})`}`

function small(text: string, table: Map<string, string>): string | null {
  const characters = Array.from(text)
  if (characters.length > MAX_SMALL_CHARS) return null
  const converted = characters.map((character) => table.get(character))
  return converted.every((character) => character !== undefined) ? converted.join('') : null
}

const isOneCharacter = (text: string) => Array.from(text.normalize('NFC')).length === 1

function pairs(list: string): Map<string, string> {
  return new Map(
    list
      .trim()
      .split(/\s+/)
      .map((pair) => Array.from(pair) as [string, string]),
  )
}
