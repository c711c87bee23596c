import fc from 'fast-check'
import { expect, test } from 'vitest'
import { POST } from '@/app/display/route'
import { DENSITIES, DISCOVERIES, displayCookie, displayText, parseDisplay, THEMES } from '@/lib/http/display'

const display = fc.record({
  theme: fc.constantFrom(...THEMES, null),
  density: fc.constantFrom(...DENSITIES, null),
  discoveries: fc.constantFrom(...DISCOVERIES, null),
})

test('a choice comes back from its cookie as it was, among other cookies', () => {
  fc.assert(
    fc.property(display, (chosen) => {
      const [pair = ''] = displayCookie(chosen, true).split(';')
      expect(parseDisplay(`a=b; ${pair}; c=d`)).toEqual(chosen)
    }),
  )
})

test('whatever a cookie says, there are at most twenty-four looks', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[a-z.]{0,50}$/)), (text) => {
      const normal = displayText(parseDisplay(`display=${text}`))
      expect(normal).toMatch(/^(light|dark|contrast)?\.?(abstracts|titles)?\.?(hidden)?$/)
      expect(displayText(parseDisplay(`display=${normal}`))).toBe(normal)
    }),
  )
})

const choose = (fields: Record<string, string>, cookie = '') =>
  POST(
    new Request('http://localhost:3000/display', {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { cookie, accept: 'application/json' },
    }),
  )

test('a choice is kept and leads back to where the reader was, one field at a time', async () => {
  const answer = await choose({ theme: 'dark', back: '/papers/new?after=x' }, 'display=light.titles')
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/papers/new?after=x'])
  expect(answer.headers.get('set-cookie')).toMatch(
    /^display=dark\.titles; Max-Age=31536000; Path=\/; HttpOnly; SameSite=Lax/,
  )
})

test('a choice can be undone', async () => {
  const answer = await choose({ theme: 'system', back: 'https://elsewhere.example/' }, 'display=dark')
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/'])
  expect(answer.headers.get('set-cookie')).toContain('display=; Max-Age=0')
})

test('a look that is not known is refused, and says what there is', async () => {
  const answer = await choose({ theme: 'sepia' })
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('takes light, dark, contrast or system')
})
