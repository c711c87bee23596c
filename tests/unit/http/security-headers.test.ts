import { expect, test } from 'vitest'
import { PAGE_POLICY, securityHeaders } from '@/lib/http/security-headers'

test('the policy forbids inline script and style, foreign files, foreign forms and frames around a page', () => {
  const policy = new Map(
    PAGE_POLICY.split('; ').map((rule) => [rule.split(' ')[0], rule.split(' ').slice(1).join(' ')]),
  )
  expect(policy.get('default-src')).toBe("'none'")
  expect(policy.get('script-src')).toBe("'self'")
  expect(policy.get('style-src')).toBe("'self'")
  expect(policy.get('form-action')).toBe("'self'")
  expect(policy.get('base-uri')).toBe("'none'")
  expect(policy.get('frame-ancestors')).toBe("'none'")
  expect(PAGE_POLICY).not.toMatch(/unsafe|\*|https?:/)
})

test('a browser is bound to https only by a site that lives there', () => {
  expect(securityHeaders('http://localhost:3000')).not.toHaveProperty('strict-transport-security')
  expect(securityHeaders('https://papers.example.org')['strict-transport-security']).toMatch(/max-age=31536000/)
})
