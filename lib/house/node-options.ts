/**
 * Node's options for a process that works through many papers: short-lived objects are swept early and the heap grows in
 * small steps, since V8 otherwise takes twice the memory before it looks what is garbage. Costs some per cent of time; figures
 * in docs/benchmarks.md. package.json names the same for `npm run worker` and `npm run ingest`.
 */
export const FRUGAL = ['--max-semi-space-size=8', '--heap-growing-percent=20'] as const

/**
 * Node's options for the process that makes pages: what a page of fifty entries is made of lives for milliseconds, and in twice the room most
 * of it is gone before V8 looks what is garbage. A fifth of a page's processor time, for some 40 MB; figures in docs/benchmarks.md.
 * package.json names the same for `npm run web`.
 */
export const ROOMY = ['--max-semi-space-size=32'] as const
