/**
 * Where a mailbox provider posts a one-click unsubscribe (RFC 8058): it knows no cookie, tells any origin or none, and may
 * send a multipart form. The signed token in the path is all the proof there is.
 */
const ONE_CLICK_PATH = /^\/(?:subscriptions\/unsubscribe|settings\/comment-mails)\/[\w.~-]+\/?(?:\?|$)/

/** Whether the origin check and the rule against multipart forms step aside. */
export const isOneClickUnsubscribe = (method: string, url: string): boolean =>
  method === 'POST' && ONE_CLICK_PATH.test(url)
