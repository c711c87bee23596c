/** Domains of one provider, whose names mean the same with and without dots. */
const DOTLESS = new Map([
  ['gmail.com', 'gmail.com'],
  ['googlemail.com', 'gmail.com'],
])

/**
 * The mailbox that stands behind an address, as far as that is known: without its tag (`ada+papers`), and without the dots that
 * Gmail does not read. Limits count by it, so that nobody is flooded under a hundred spellings of one address; mails go to
 * the address as it was typed.
 * @param address as `EmailAddress` gives it
 */
export function mailboxOf(address: string): string {
  const [local = '', domain = ''] = address.split('@')
  const name = local.split('+', 1)[0] || local
  const dotless = DOTLESS.get(domain)
  return dotless ? `${name.replaceAll('.', '')}@${dotless}` : `${name}@${domain}`
}
