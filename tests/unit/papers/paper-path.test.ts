import { expect, test } from 'vitest'
import { type PaperPath, parsePaperPath } from '@/lib/papers/paper-path'

test.each<[string, PaperPath | null]>([
  ['2406.01234', { kind: 'paper', id: '2406.01234', form: 'page' }],
  ['hep-th/9901001', { kind: 'paper', id: 'hep-th/9901001', form: 'page' }],
  ['hep-th/9901001.png', { kind: 'paper', id: 'hep-th/9901001', form: 'png' }],
  ['2406.01234.bib', { kind: 'paper', id: '2406.01234', form: 'bib' }],
  ['2406.01234v3', { kind: 'moved', id: '2406.01234', form: 'page' }],
  ['math.CA/0611800', { kind: 'moved', id: 'math/0611800', form: 'page' }],
  ['2406.01234v2.json', { kind: 'moved', id: '2406.01234', form: 'json' }],
  ['2406.01234/vote', { kind: 'act', id: '2406.01234', act: 'vote' }],
  ['2406.01234/why', { kind: 'why', id: '2406.01234', form: 'page' }],
  ['hep-th/9901001/why.csv', { kind: 'why', id: 'hep-th/9901001', form: 'csv' }],
  ['hep-th/9901001/unvote', { kind: 'act', id: 'hep-th/9901001', act: 'unvote' }],
  ['2406.01234/save', { kind: 'act', id: '2406.01234', act: 'save' }],
  ['2406.01234v2/unsave', { kind: 'act', id: '2406.01234', act: 'unsave' }],
  ['hep-th/9901001/dismiss', { kind: 'act', id: 'hep-th/9901001', act: 'dismiss' }],
  ['2406.01234/undismiss', { kind: 'act', id: '2406.01234', act: 'undismiss' }],
  ['hep-th%2F9901001', { kind: 'paper', id: 'hep-th/9901001', form: 'page' }],
  ['%25zz', null],
  ['%zz', null],
  ['new', null],
  ['date/2026-11-20', null],
  ['vote', null],
  ['2406.01234/constructor', null],
  ['2406.01234/steal', null],
])('/papers/%s', (path, expected) => {
  expect(parsePaperPath(path)).toEqual(expected)
})
