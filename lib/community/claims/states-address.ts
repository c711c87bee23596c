/**
 * Whether a text states this address, as authors do in comments and abstracts: whole, in any case, and not as a part of a longer one. Pure.
 * @param email as `EmailAddress` gives it
 */
export function statesAddress(text: string, email: string): boolean {
  const lower = text.toLowerCase()
  for (let at = lower.indexOf(email); at >= 0; at = lower.indexOf(email, at + 1)) {
    const [before, after] = [lower[at - 1] ?? ' ', lower.slice(at + email.length, at + email.length + 2)]
    // A full stop may end the sentence; with more behind it, it goes on: ada@example.org.uk.
    if (!/[\w.!#$%&'*+/=?^`{|}~-]/.test(before) && !/^(?:[\w-]|\.[\w-])/.test(after)) return true
  }
  return false
}
