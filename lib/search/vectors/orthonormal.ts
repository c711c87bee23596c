/** A direction that the others hold already, but for rounding. */
const NOTHING_NEW = 1e-10

/**
 * Makes the columns of a tall matrix orthogonal and of length one, in place: the same space with an even base (Cholesky QR). Columns that add
 * nothing become zero.
 * @param matrix row after row, each of `width` numbers
 */
export function orthonormalize(matrix: Float32Array, width: number): void {
  const factor = choleskyOf(productWithItself(matrix, width), width)
  for (let from = 0; from < matrix.length; from += width) {
    for (let column = 0; column < width; column += 1) {
      const pivot = factor[column * width + column] as number
      let value = matrix[from + column] as number
      for (let before = 0; before < column; before += 1)
        value -= (factor[column * width + before] as number) * (matrix[from + before] as number)
      matrix[from + column] = pivot === 0 ? 0 : value / pivot
    }
  }
}

/** Lower half of the columns' products with each other. */
function productWithItself(matrix: Float32Array, width: number): Float64Array {
  const product = new Float64Array(width * width)
  for (let from = 0; from < matrix.length; from += width) {
    for (let row = 0; row < width; row += 1) {
      const value = matrix[from + row] as number
      if (value === 0) continue
      for (let column = 0; column <= row; column += 1)
        product[row * width + column] =
          (product[row * width + column] as number) + value * (matrix[from + column] as number)
    }
  }
  return product
}

/** The lower triangle whose product with its transpose this is; where nothing is left of a column, zeros. In place. */
function choleskyOf(product: Float64Array, width: number): Float64Array {
  const at = (row: number, column: number) => product[row * width + column] as number
  const largest = Math.max(...Array.from({ length: width }, (_, row) => at(row, row)))
  for (let column = 0; column < width; column += 1) {
    let rest = at(column, column)
    for (let before = 0; before < column; before += 1) rest -= at(column, before) ** 2
    const pivot = rest > NOTHING_NEW * largest ? Math.sqrt(rest) : 0
    product[column * width + column] = pivot
    for (let row = column + 1; row < width; row += 1) {
      let value = at(row, column)
      for (let before = 0; before < column; before += 1) value -= at(row, before) * at(column, before)
      product[row * width + column] = pivot === 0 ? 0 : value / pivot
    }
  }
  return product
}
