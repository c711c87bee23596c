const LETTERS = 'abcdefghijklmnopqrstuvwxyz'.split('')

/** Every text that is one slip away: a letter left out, doubled or added, exchanged, or two of them turned round. */
export function oneEditAway(word: string): string[] {
  const letters = Array.from(word)
  const cuts = Array.from({ length: letters.length + 1 }, (_, at) => [letters.slice(0, at), letters.slice(at)] as const)
  const edits = cuts.flatMap(([before, after]) => [
    ...(after.length > 0 ? [[...before, ...after.slice(1)]] : []),
    ...(after.length > 1 ? [[...before, after[1], after[0], ...after.slice(2)]] : []),
    ...LETTERS.flatMap((letter) => [
      [...before, letter, ...after],
      ...(after.length > 0 ? [[...before, letter, ...after.slice(1)]] : []),
    ]),
  ])
  const texts = new Set(edits.map((edit) => edit.join('')))
  texts.delete(word)
  return [...texts]
}

/**
 * How many slips lie between two words (letters left out, added, exchanged, or two neighbours turned round: optimal string alignment).
 * Work grows with the product of their lengths.
 */
export function editDistance(one: string, other: string): number {
  let [twoBack, oneBack]: [number[], number[]] = [[], Array.from({ length: other.length + 1 }, (_, at) => at)]
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= other.length; j += 1) {
      const isSame = one[i - 1] === other[j - 1]
      const isTurned = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
      row.push(
        Math.min(
          at(oneBack, j) + 1,
          at(row, j - 1) + 1,
          at(oneBack, j - 1) + (isSame ? 0 : 1),
          isTurned ? at(twoBack, j - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      )
    }
    ;[twoBack, oneBack] = [oneBack, row]
  }
  return at(oneBack, other.length)
}

const at = (row: readonly number[], index: number) => row[index] ?? Number.POSITIVE_INFINITY
