import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { mailDocument } from '@/lib/mail/show'

const sha256 = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

test('a shown mail may use its own styles, each by its hash, and nothing else', () => {
  const { csp } = mailDocument(
    '<html><head><style>p{color:red}</style></head><body><p style="font:16px &quot;A &amp; B&quot;">x</p></body></html>',
  )
  expect(csp).toContain(`style-src 'unsafe-hashes' ${sha256('p{color:red}')} ${sha256('font:16px "A & B"')};`)
  expect(csp).toMatch(/^default-src 'none'; /)
  expect(csp).not.toMatch(/unsafe-inline|script-src|img-src|allow-scripts|allow-same-origin/)
})

test('a mail without styles gets none', () => {
  expect(mailDocument('<html><head></head><body>x</body></html>').csp).toContain("style-src 'none'")
})

test('links of a shown mail open beside the page, since a frame may not hold pages of ours', () => {
  const { html } = mailDocument('<html><head><title>x</title></head><body></body></html>')
  expect(html).toContain('<head><base target="_blank"/><title>')
})

test('text that looks like a style ends neither the policy nor a directive', () => {
  const { csp } = mailDocument('<html><head></head><body><p style="a;b\'; script-src *">x</p></body></html>')
  expect(csp.split('; ')).toHaveLength(6)
  expect(csp).not.toContain('script-src')
})
