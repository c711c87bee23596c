import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { CATEGORY_GROUPS } from '@/components/category-group'

const source = readFileSync('components/style/ink.css', 'utf8')

/** Tokens of one table: name → its colour in light and in dark. */
function tableAt(selector: string): Map<string, [light: string, dark: string]> {
  const start = source.indexOf(`${selector} {`)
  expect(start, selector).toBeGreaterThanOrEqual(0)
  const block = source.slice(start, source.indexOf('}', start))
  const tokens = block.matchAll(/--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)
  return new Map([...tokens].map(([, name = '', light = '', dark = '']) => [name, [light, dark]]))
}

/** WCAG 2.2, relative luminance and contrast ratio. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

const words = ['ink', 'soft', 'accent', ...CATEGORY_GROUPS]
const tables = { 'the usual theme': tableAt(':root'), 'high contrast': tableAt('[data-theme="contrast"]') }

describe.each([
  ['the usual theme', 4.5, 3],
  ['high contrast', 7, 4.5],
] as const)('%s', (name, forWords, forShapes) => {
  const tokens = tables[name]
  const colour = (token: string, scheme: 0 | 1) => tokens.get(token)?.[scheme] ?? 'missing'
  test.each([
    ['light', 0],
    ['dark', 1],
  ] as const)('reads well in %s: every word and every shape on both grounds', (_, scheme) => {
    for (const ground of ['paper', 'sheet']) {
      for (const token of words)
        expect(contrast(colour(token, scheme), colour(ground, scheme)), `${token} on ${ground}`).toBeGreaterThanOrEqual(
          forWords,
        )
      expect(contrast(colour('edge', scheme), colour(ground, scheme)), `edge on ${ground}`).toBeGreaterThanOrEqual(
        forShapes,
      )
    }
    expect(contrast(colour('on-accent', scheme), colour('accent', scheme))).toBeGreaterThanOrEqual(forWords)
    expect(contrast(colour('paper', scheme), colour('ink', scheme))).toBeGreaterThanOrEqual(7)
  })
})

test('high contrast is the same whether the system asks for it or the reader', () => {
  expect(tableAt(':root:not([data-theme])')).toEqual(tables['high contrast'])
})

test('groups of categories differ in shape as well as in hue', () => {
  const style = readFileSync('components/style/categories.css', 'utf8')
  const shapes = CATEGORY_GROUPS.map((group) => {
    const [, rule = 'a square'] = new RegExp(`\\n  \\.${group}::before \\{\\s*(?!content)([^}]+)\\}`).exec(style) ?? []
    return rule.trim()
  })
  expect(new Set(shapes).size).toBe(CATEGORY_GROUPS.length)
})
