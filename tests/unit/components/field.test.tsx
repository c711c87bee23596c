import { expect, test } from 'vitest'
import { Field } from '@/components/Field'
import { markup } from './markup'

test('a field is tied to its label, its hint and its fault', () => {
  const html = markup(<Field name="email" label="Email" hint="Where the code goes." fault="It takes an address." />)
  expect(html).toContain('<label for="email">')
  expect(html).toContain('aria-describedby="email-hint email-fault" aria-invalid="true"')
  expect(markup(<Field name="email" label="Email" />)).not.toMatch(/aria-/)
})
