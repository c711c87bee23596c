import { launch } from 'chrome-launcher'
import lighthouse from 'lighthouse'
import { CHROMIUM_FLAGS, ensureChromium } from '@/tests/support/chromium'
import { untilClosed } from '../../own/until-closed'

export const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const

export interface Marks {
  /** 0 to 100. */
  scores: Record<(typeof CATEGORIES)[number], number>
  /** Largest contentful paint. */
  lcpMs: number
  /** Cumulative layout shift. */
  cls: number
  /** Audits of accessibility, best practices and SEO that did not pass. */
  failed: string[]
}

/** A browser for Lighthouse, with the settings of its phone; each page is judged in a fresh profile. */
export async function openLighthouse() {
  const chromeFlags = ['--headless=new', ...CHROMIUM_FLAGS]
  const launching = launch({ chromePath: ensureChromium(), chromeFlags, handleSIGINT: false })
  const close = untilClosed(() => launching.then((chrome) => chrome.kill()))
  const chrome = await launching
  return {
    async judge(url: string): Promise<Marks> {
      const result = await lighthouse(url, { port: chrome.port, onlyCategories: [...CATEGORIES], logLevel: 'error' })
      if (!result) throw new Error(`Lighthouse said nothing about ${url}`)
      const { categories, audits } = result.lhr
      const scoreOf = (name: string) => Math.round((categories[name]?.score ?? 0) * 100)
      const judged = CATEGORIES.slice(1).flatMap((name) => categories[name]?.auditRefs ?? [])
      return {
        scores: {
          performance: scoreOf('performance'),
          accessibility: scoreOf('accessibility'),
          'best-practices': scoreOf('best-practices'),
          seo: scoreOf('seo'),
        },
        lcpMs: audits['largest-contentful-paint']?.numericValue ?? Number.NaN,
        cls: audits['cumulative-layout-shift']?.numericValue ?? Number.NaN,
        failed: judged.flatMap(({ id, weight }) => {
          const score = audits[id]?.score
          return weight > 0 && typeof score === 'number' && score < 1 ? id : []
        }),
      }
    },
    close,
  }
}
