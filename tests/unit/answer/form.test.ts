import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { readForm } from '@/app/_answer/form'

const Vote = z.object({ email: z.email('takes an address'), hour: z.coerce.number().max(23, 'takes an hour') })

const posted = (body: BodyInit, type = 'application/x-www-form-urlencoded') =>
  new Request('http://localhost/', { method: 'POST', body, headers: { 'content-type': type } })

describe('a posted form', () => {
  test('is read into what its schema says', async () => {
    const form = await readForm(posted('email=ada%40example.org&hour=8&more=x'), Vote)
    expect(form).toMatchObject({ ok: true, data: { email: 'ada@example.org', hour: 8 } })
  })

  test('tells each wrong field once, with what was typed', async () => {
    const form = await readForm(posted('email=ada&hour=99'), Vote)
    expect(form).toEqual({
      ok: false,
      faults: { email: 'takes an address', hour: 'takes an hour' },
      values: { email: 'ada', hour: '99' },
    })
  })

  test('counts a field that comes twice once', async () => {
    expect(await readForm(posted('email=x&email=ada%40example.org&hour=8'), Vote)).toMatchObject({ ok: true })
  })

  test('of another type, or of more than 16 KB, is not read', async () => {
    for (const request of [posted('{}', 'application/json'), posted(`email=${'a'.repeat(17_000)}`)])
      expect(await readForm(request, Vote)).toEqual({
        ok: false,
        faults: { form: expect.any(String) },
        values: {},
      })
  })

  test('pollutes nothing by its names', async () => {
    const form = await readForm(posted('__proto__=x&constructor=y'), z.record(z.string(), z.string()))
    expect(form.ok).toBe(true)
    expect(({} as Record<string, unknown>).x).toBeUndefined()
  })
})
