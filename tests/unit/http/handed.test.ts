import { expect, test } from 'vitest'
import { renderAlone } from '@/lib/http/cache/render-alone'
import { HANDED_HEADER, handOver, takeOver } from '@/lib/http/handed'

const front = { url: '/', display: '', text: ' /' }

/** Hands the page over as a handler does; the answer itself is empty. */
const handler = (text: string) =>
  renderAlone(
    async ({ headers }, response) => {
      const number = String(headers[HANDED_HEADER])
      expect(handOver(new Request('http://house/', { headers: { [HANDED_HEADER]: number } }), text)).toBe(true)
      response.setHeader(HANDED_HEADER, number)
      response.end()
    },
    front,
    'house',
  )

test('pages that are made at the same time come to who asked for each', async () => {
  const bodies = await Promise.all(['one', 'two — ∀ε', ''].map((text) => handler(text)))
  expect(bodies.map(({ body }) => body)).toEqual(['one', 'two — ∀ε', ''])
})

test('a handler that hands a page over and answers otherwise is taken at its answer, and nothing is left behind', async () => {
  let number = ''
  const { body } = await renderAlone(
    async ({ headers }, response) => {
      number = String(headers[HANDED_HEADER])
      handOver(new Request('http://house/', { headers: { [HANDED_HEADER]: number } }), 'left behind')
      response.end('another answer')
    },
    front,
    'house',
  )
  expect([body, takeOver(number)]).toEqual(['another answer', undefined])
})

test('nothing is handed over to whoever else asks', () => {
  expect(handOver(new Request('http://house/'), 'mine')).toBe(false)
})
