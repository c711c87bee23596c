/** Trouble at somebody else's server (arXiv, SMTP, the database host): worth another try later, never our bug. */
export class UpstreamError extends Error {
  override name = 'UpstreamError'
}

/** What a person or program handed in cannot be used; the message says what was wrong and what is taken. Doors answer 400 or exit status 2. */
export class InputError extends Error {
  override name = 'InputError'
}
