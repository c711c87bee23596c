/** A public identifier of a person, in its one spelling. */
export interface PublicAuthorId {
  kind: 'orcid' | 'arxiv'
  /** `0000-0002-1825-0097`, or arXiv's own such as `warner_s_1`. */
  id: string
}

const ORCID = /^(?:https?:\/\/orcid\.org\/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])$/i
/** https://info.arxiv.org/help/author_identifiers.html: family name, first initial, a number. */
const ARXIV = /^(?:https?:\/\/arxiv\.org\/a\/)?([a-z][a-z'-]{0,60}_[a-z]_[1-9]\d{0,5})$/i

/** An ORCID whose check digit is right, or an arXiv author identifier, also as an address; null for anything else. */
export function parseAuthorId(text: string): PublicAuthorId | null {
  const orcid = ORCID.exec(text.trim())?.[1]?.toUpperCase()
  if (orcid) return isChecked(orcid) ? { kind: 'orcid', id: orcid } : null
  const id = ARXIV.exec(text.trim())?.[1]?.toLowerCase()
  return id ? { kind: 'arxiv', id } : null
}

/** ISO 7064 MOD 11-2, as ORCID uses it (https://support.orcid.org/hc/en-us/articles/360006897674). */
function isChecked(orcid: string): boolean {
  const digits = orcid.replaceAll('-', '')
  let total = 0
  for (const digit of digits.slice(0, -1)) total = (total + Number(digit)) * 2
  const check = (12 - (total % 11)) % 11
  return digits.at(-1) === (check === 10 ? 'X' : String(check))
}
