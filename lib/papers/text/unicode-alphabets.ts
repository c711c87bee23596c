interface Alphabet {
  /** Code point of the capital A; the small letters follow 26 later. */
  letters: number
  digits?: number
  /** Code point of the capital Alpha. */
  greek?: number
  /** Letters that Unicode had before it made the alphabet. */
  older?: string
}

/** Unicode's mathematical alphabets, by the names that MathML gives them. */
const ALPHABETS = new Map<string, Alphabet>(
  Object.entries({
    bold: { letters: 0x1d400, digits: 0x1d7ce, greek: 0x1d6a8 },
    italic: { letters: 0x1d434, greek: 0x1d6e2, older: 'hℎ' },
    'bold-italic': { letters: 0x1d468, digits: 0x1d7ce, greek: 0x1d71c },
    script: { letters: 0x1d49c, older: 'Bℬ Eℰ Fℱ Hℋ Iℐ Lℒ Mℳ Rℛ eℯ gℊ oℴ' },
    fraktur: { letters: 0x1d504, older: 'Cℭ Hℌ Iℑ Rℜ Zℨ' },
    'double-struck': { letters: 0x1d538, digits: 0x1d7d8, older: 'Cℂ Hℍ Nℕ Pℙ Qℚ Rℝ Zℤ' },
    'sans-serif': { letters: 0x1d5a0, digits: 0x1d7e2 },
    'bold-sans-serif': { letters: 0x1d5d4, digits: 0x1d7ec, greek: 0x1d756 },
    'sans-serif-italic': { letters: 0x1d608 },
    monospace: { letters: 0x1d670, digits: 0x1d7f6 },
  }),
)

/** The text in an alphabet; characters that it lacks, and unknown alphabets, change nothing. */
export function inAlphabet(name: string, text: string): string {
  const alphabet = ALPHABETS.get(name)
  return alphabet
    ? Array.from(text)
        .map((character) => styled(character, alphabet))
        .join('')
    : text
}

function styled(character: string, { letters, digits, greek, older }: Alphabet): string {
  const known = older?.split(' ').find((pair) => pair.startsWith(character))
  if (known) return known.slice(1)
  const code = character.charCodeAt(0)
  if (/^[A-Z]$/.test(character)) return String.fromCodePoint(letters + code - 65)
  if (/^[a-z]$/.test(character)) return String.fromCodePoint(letters + 26 + code - 97)
  if (digits !== undefined && /^\d$/.test(character)) return String.fromCodePoint(digits + code - 48)
  if (greek === undefined) return character
  if (/^[Α-ΡΣ-Ω]$/.test(character)) return String.fromCodePoint(greek + code - 0x391)
  return /^[α-ω]$/.test(character) ? String.fromCodePoint(greek + 26 + code - 0x3b1) : character
}
