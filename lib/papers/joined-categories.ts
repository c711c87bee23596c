/**
 * What a source says of the categories that are stored: which comes first, and which is gone. One that joined later is left to the
 * listing that announces it, or to OAI-PMH, which tell of which day: once it is stored, nobody could tell that it was announced. Pure.
 */
export function withoutJoined(told: readonly string[], stored: readonly string[]): string[] {
  const kept = told.filter((category) => stored.includes(category))
  return kept.length > 0 ? kept : [...stored]
}
