import type { Features } from './features'

/** One thing to learn from. */
export interface Example {
  features: Features
  /** What the weighted sum of the features should give. */
  target: number
}

/** A category or word must stand in so many examples to have a weight of its own. */
const MIN_EXAMPLES = 30
const MAX_NAMED = 60

/**
 * The weights of ridge regression, which has one answer and needs no luck: the least squares with `ridge` times the sum of the squared
 * weights added, the bias left free. Categories and words that are seldom are left out, and of the others the 60 most frequent are kept.
 * @returns an empty set where there is nothing to learn from
 */
export function fitRidge(
  examples: readonly Example[],
  ridge: number,
): { bias: number; weights: Record<string, number> } {
  const names = chooseNames(examples)
  const size = names.length + 1
  const matrix = Array.from({ length: size }, (_, row) =>
    Float64Array.from({ length: size }, (_, column) => (row === column && row > 0 ? ridge : 0)),
  )
  const right = new Float64Array(size)
  for (const { features, target } of examples) {
    const row = [1, ...names.map((name) => features.get(name) ?? 0)]
    for (let i = 0; i < size; i += 1) {
      const value = row[i] ?? 0
      if (value === 0) continue
      right[i] = (right[i] ?? 0) + value * target
      const line = matrix[i] as Float64Array
      for (let j = 0; j < size; j += 1) line[j] = (line[j] ?? 0) + value * (row[j] ?? 0)
    }
  }
  const [bias = 0, ...weights] = examples.length === 0 ? [] : solve(matrix, right)
  return { bias, weights: Object.fromEntries(names.map((name, index) => [name, weights[index] ?? 0])) }
}

function chooseNames(examples: readonly Example[]): string[] {
  const counts = new Map<string, number>()
  for (const { features } of examples) for (const name of features.keys()) counts.set(name, (counts.get(name) ?? 0) + 1)
  const all = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
  const isNamed = (name: string) => /^(word|category) /.test(name)
  const named = all.filter(([name, count]) => isNamed(name) && count >= MIN_EXAMPLES && count < examples.length)
  return [...all.filter(([name]) => !isNamed(name)), ...named.slice(0, MAX_NAMED)].map(([name]) => name)
}

/** Cholesky's way: the matrix is symmetric, and its ridge keeps it positive; what does not matter (a column of zeros) gets 0. */
function solve(matrix: Float64Array[], right: Float64Array): number[] {
  const root = rootOf(matrix)
  const size = right.length
  const at = (row: number, column: number) => root[row]?.[column] ?? 0
  const half = new Float64Array(size)
  for (let row = 0; row < size; row += 1) {
    half[row] = divided((right[row] ?? 0) - dot(row, (k) => at(row, k) * (half[k] ?? 0)), at(row, row))
  }
  const solution = new Float64Array(size)
  for (let row = size - 1; row >= 0; row -= 1) {
    const rest = dot(size - row - 1, (k) => at(row + 1 + k, row) * (solution[row + 1 + k] ?? 0))
    solution[row] = divided((half[row] ?? 0) - rest, at(row, row))
  }
  return [...solution]
}

/** The lower triangle whose product with itself, turned, is the matrix. */
function rootOf(matrix: Float64Array[]): Float64Array[] {
  const root = matrix.map((line) => new Float64Array(line.length))
  matrix.forEach((line, row) => {
    const own = root[row] as Float64Array
    for (let column = 0; column <= row; column += 1) {
      const other = root[column] as Float64Array
      const rest = (line[column] ?? 0) - dot(column, (k) => (own[k] ?? 0) * (other[k] ?? 0))
      own[column] = row === column ? Math.sqrt(Math.max(0, rest)) : divided(rest, other[column] ?? 0)
    }
  })
  return root
}

const divided = (value: number, by: number) => (by < 1e-9 ? 0 : value / by)

function dot(length: number, product: (index: number) => number): number {
  let sum = 0
  for (let index = 0; index < length; index += 1) sum += product(index)
  return sum
}
