/** Asks again until `probe` gives something true, and gives it back. For what another process does in its own time. */
export async function eventually<T>(
  probe: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  { withinMs = 10_000, everyMs = 25 } = {},
): Promise<T> {
  const deadline = Date.now() + withinMs
  for (;;) {
    const answer = await probe()
    if (answer) return answer
    if (Date.now() > deadline) throw new Error(`not within ${withinMs} ms: ${probe.toString().slice(0, 120)}`)
    await new Promise((resolve) => setTimeout(resolve, everyMs))
  }
}
