import { expect, test } from 'vitest'
import { findXmlFault } from '@/lib/ingest/xml-guard'

test('an honest document passes, comments, CDATA and instructions too', () => {
  expect(findXmlFault('<?xml version="1.0"?><!-- <a><b> --><rss><t><![CDATA[<i>]]></t><e/></rss>')).toBeNull()
})

test.each([
  ['nesting', '<a>'.repeat(33), 'nests more than 32'],
  ['elements', `<a>${'<b/>'.repeat(500_001)}</a>`, 'more than 500000 elements'],
  ['a text', `<a>${'x'.repeat(1_000_001)}</a>`, 'more than 1000000 characters'],
  ['a text in CDATA', `<a><![CDATA[${'x'.repeat(1_000_001)}]]></a>`, 'more than 1000000 characters'],
  ['an attribute', `<a b="${'x'.repeat(70_000)}"/>`, 'more than 65536 characters'],
  ['an entity declaration', '<a/><!ENTITY x "y">', 'document type or entities'],
])('a document is refused for %s', (_, xml, fault) => {
  expect(findXmlFault(xml)).toContain(fault)
})

test('comments that never end are looked for once', () => {
  const started = performance.now()
  expect(findXmlFault(`<a>${'<!--x'.repeat(1_000_000)}`)).toContain('cut off')
  expect(performance.now() - started).toBeLessThan(2_000)
})
