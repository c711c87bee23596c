const BROWSERS: readonly [RegExp, string][] = [
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\bOPR\/|\bOpera\b/, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/Chrom(?:e|ium)\/|\bCriOS\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]
const SYSTEMS: readonly [RegExp, string][] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMac OS X\b|\bMacintosh\b/, 'Mac'],
  [/\bLinux\b/, 'Linux'],
]
const MAX_READ = 500

/**
 * A name by which a reader knows a browser again: `Firefox on Linux`. Only words of ours come out, and no more than that is
 * kept of a user agent.
 */
export function deviceOf(userAgent: string | null): string {
  const read = (userAgent ?? '').slice(0, MAX_READ)
  const nameIn = (names: readonly [RegExp, string][]) => names.find(([pattern]) => pattern.test(read))?.[1]
  const browser = nameIn(BROWSERS) ?? 'A browser'
  const system = nameIn(SYSTEMS)
  return system ? `${browser} on ${system}` : browser
}
