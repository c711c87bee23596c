interface Alphabet {
  /** Code point of the capital A; small letters follow 26 later. */
  base: number
  /** Letters that Unicode had before it made the alphabet. */
  older: string
  digits?: number
}

const DOUBLE_STRUCK: Alphabet = { base: 0x1d538, older: 'Cℂ Hℍ Nℕ Pℙ Qℚ Rℝ Zℤ', digits: 0x1d7d8 }
const SCRIPT: Alphabet = { base: 0x1d49c, older: 'Bℬ Eℰ Fℱ Hℋ Iℐ Lℒ Mℳ Rℛ eℯ gℊ oℴ' }
const FRAKTUR: Alphabet = { base: 0x1d504, older: 'Cℭ Hℌ Iℑ Rℜ Zℨ' }

const ALPHABETS = new Map([
  ['mathbb', DOUBLE_STRUCK],
  ['mathbbm', DOUBLE_STRUCK],
  ['mathds', DOUBLE_STRUCK],
  ['Bbb', DOUBLE_STRUCK],
  ['mathcal', SCRIPT],
  ['mathscr', SCRIPT],
  ['mathfrak', FRAKTUR],
  ['frak', FRAKTUR],
])

/** Longer runs are names, and better read in plain letters. */
const MAX_LETTERS = 3

export const isAlphabet = (command: string) => ALPHABETS.has(command)

/** Letters in the alphabet that a command such as `mathbb` names; as they are when it names none. */
export function inAlphabet(command: string, text: string): string {
  const alphabet = ALPHABETS.get(command)
  const letters = [...text]
  return !alphabet || letters.length > MAX_LETTERS ? text : letters.map((letter) => styled(letter, alphabet)).join('')
}

function styled(letter: string, { base, older, digits }: Alphabet): string {
  const known = older.split(' ').find((pair) => pair.startsWith(letter))
  if (known && /[A-Za-z]/.test(letter)) return known.slice(1)
  const code = letter.charCodeAt(0)
  if (/^[A-Z]$/.test(letter)) return String.fromCodePoint(base + code - 65)
  if (/^[a-z]$/.test(letter)) return String.fromCodePoint(base + 26 + code - 97)
  return digits !== undefined && /^\d$/.test(letter) ? String.fromCodePoint(digits + code - 48) : letter
}
