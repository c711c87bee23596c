/** How a reader wants pages; null: as the system asks, and as the site does by itself. */
export interface Display {
  theme: Theme | null
  density: Density | null
  /** Papers that nobody voted for yet, on the first page of trending. */
  discoveries: Discoveries | null
}

export const THEMES = ['light', 'dark', 'contrast'] as const
export const DENSITIES = ['abstracts', 'titles'] as const
export const DISCOVERIES = ['hidden'] as const
export type Theme = (typeof THEMES)[number]
export type Density = (typeof DENSITIES)[number]
type Discoveries = (typeof DISCOVERIES)[number]

const COOKIE = 'display'
const KEPT_SECONDS = 365 * 24 * 3600

/**
 * What the `Cookie` header says of looks: words with dots between them, such as `dark.titles`. Whatever else stands there is
 * passed over, so that there are no more looks than the words allow: pages are kept for each.
 */
export function parseDisplay(cookies: string): Display {
  const words = /(?:^|;\s*)display=([a-z.]{1,40})(?=;|$)/.exec(cookies)?.[1]?.split('.') ?? []
  return {
    theme: THEMES.find((theme) => words.includes(theme)) ?? null,
    density: DENSITIES.find((density) => words.includes(density)) ?? null,
    discoveries: DISCOVERIES.find((word) => words.includes(word)) ?? null,
  }
}

/** The same as text, in its one form; empty when nothing was chosen. */
export const displayText = ({ theme, density, discoveries }: Display): string =>
  [theme, density, discoveries].filter(Boolean).join('.')

/** How the reader who asks wants the page. */
export const displayOf = (request: Request): Display => parseDisplay(request.headers.get('cookie') ?? '')

/** A `Set-Cookie` line that keeps the choice for a year, or forgets it when there is none. */
export function displayCookie(display: Display, isHttps: boolean): string {
  const text = displayText(display)
  const secure = isHttps ? '; Secure' : ''
  return `${COOKIE}=${text}; Max-Age=${text ? KEPT_SECONDS : 0}; Path=/; HttpOnly; SameSite=Lax${secure}`
}
