/** `log2(2^a + 2^b)`, whatever their size: as `log2_sum` of the database. */
export const logSum = (a: number, b: number): number => Math.max(a, b) + Math.log2(1 + 2 ** -Math.abs(a - b))
