const WORDS =
  'sparse graphs attention transformers diffusion kernels policies rewards gradients proofs bounds networks transport invariant equivariant bayesian inference robust language vision speech robots memory sequences estimation optimal learning representations margin data converges simple method large public'.split(
    ' ',
  )

/** So many different lists: trending, fields, and searches for one word, for two, for three. */
export function manyViews(count: number, categories: readonly string[]): string[] {
  const views = ['/', ...categories.map((category) => `/categories/${category}`)]
  const add = (...words: string[]) => views.push(`/search?q=${words.join('+')}`)
  for (const word of WORDS) add(word)
  for (const [place, one] of WORDS.entries()) for (const other of WORDS.slice(place + 1)) add(one, other)
  for (const [place, one] of WORDS.entries())
    for (const other of WORDS.slice(place + 1, place + 12))
      for (const third of WORDS.slice(0, place)) add(one, other, third)
  return views.slice(0, count)
}
