/** Only our own files, no inline script or style, no frame around a page; frames inside it show mail previews. */
export const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ')

/**
 * For pages whose address carries a token: no other site learns it, no cache keeps it. `same-origin`, not `no-referrer`: under
 * the latter browsers post the page's own form with `Origin: null`, which the front refuses.
 */
export const TOKEN_PAGE_HEADERS = { 'referrer-policy': 'same-origin', 'cache-control': 'no-store' }

const OFF = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'microphone',
  'midi',
  'payment',
  'usb',
]

/** Stand on every answer, unless its handler gave its own value. @param baseUrl HSTS is only for sites that live at https */
export function securityHeaders(baseUrl: string): Record<string, string> {
  return {
    'content-security-policy': PAGE_POLICY,
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': OFF.map((feature) => `${feature}=()`).join(', '),
    'referrer-policy': 'strict-origin-when-cross-origin',
    'x-content-type-options': 'nosniff',
    ...(baseUrl.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
  }
}
