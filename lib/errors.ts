/** Trouble at somebody else's server (arXiv, SMTP, the database host): worth another try later, never our bug. */
export class UpstreamError extends Error {
  override name = 'UpstreamError'
}

/** What a person or program handed in cannot be used; the message says what was wrong and what is taken. Doors answer 400 or exit status 2. */
export class InputError extends Error {
  override name = 'InputError'
}

/**
 * What was asked for cannot be done, for a reason that lies outside of the program: a port that is taken, a data folder in
 * use, a damaged file. The message is the sentence to show. Exit status 1.
 */
export class RefusedError extends Error {
  override name = 'RefusedError'
}
