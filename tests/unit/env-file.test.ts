import { expect, test } from 'vitest'
import { parseEnvFile } from '@/lib/env-file'
import { InputError } from '@/lib/errors'

test('settings are read as they stand in .env.example, with or without quotes', () => {
  const text =
    '# A comment, SECRET=not-this\n\n#HOST=0.0.0.0\nPORT=3001\r\nexport SITE_NAME="Our papers"\nMAIL_FROM=News <news@example.org>\nSMTP_URL=\n'
  expect(parseEnvFile(text, '.env')).toEqual({
    PORT: '3001',
    SITE_NAME: 'Our papers',
    MAIL_FROM: 'News <news@example.org>',
    SMTP_URL: '',
  })
})

test('lines that are no settings are named by number, and what stands in them is not shown', () => {
  const parse = () => parseEnvFile('PORT=3001\nSECRET correct horse battery\n: x\n', 'our.env')
  expect(parse).toThrow(InputError)
  expect(parse).toThrow(/^our\.env cannot be used: lines 2, 3 are not NAME=value\.$/)
})
