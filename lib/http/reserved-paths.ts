/** Where the framework answers by itself; nothing of it is needed from outside. */
const RESERVED = /^\/(_next|__next[\w-]*|_error|_not-found|_global-error|404|500)(\/|$)/i

/**
 * The address as the framework gets to see it: dots resolved, and its own corners replaced by an address at which nothing
 * lives, so that our page of that kind answers.
 * @param url path and query that `judgeRequest` let in
 */
export function reachableUrl(url: string): string {
  // A second slash at the start would be read as a host.
  const { pathname, search } = new URL(url.replace(/^\/+/, '/'), 'http://front')
  const isReserved = RESERVED.test(decodeURIComponent(pathname).replace(/\/{2,}/g, '/'))
  return isReserved ? '/nothing/lives/here' : pathname + search
}
