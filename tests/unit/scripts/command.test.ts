import { expect, test } from 'vitest'
import { InputError, RefusedError, UpstreamError } from '@/lib/errors'
import { failureOf } from '@/scripts/command/failure'
import { helpOf } from '@/scripts/command/help'
import { progressLine } from '@/scripts/command/progress'

test('wrong usage is exit status 2, what cannot be done is 1, both in one sentence', () => {
  expect(failureOf(new InputError('PORT takes a number.'))).toEqual({ sentence: 'PORT takes a number.', status: 2 })
  expect(failureOf(new RefusedError('Port 1 is taken.'))).toEqual({ sentence: 'Port 1 is taken.', status: 1 })
  expect(failureOf(new UpstreamError('arXiv is away.'))).toEqual({ sentence: 'arXiv is away.', status: 1 })
})

test('a full disk and a foreign file are told in a sentence', () => {
  const full = Object.assign(new Error('ENOSPC'), { code: 'ENOSPC', path: '/data/secret' })
  expect(failureOf(full)).toEqual({ sentence: 'The disk is full: /data/secret could not be written.', status: 1 })
  const foreign = Object.assign(new Error('EACCES'), { code: 'EACCES', path: '/data' })
  expect(failureOf(foreign).sentence).toBe('This user may not open or write /data.')
})

test('a bug shows where it came from', () => {
  expect(failureOf(new TypeError('x is not a function')).sentence).toMatch(/command\.test\.ts/)
})

test('help lists what a command takes, and the options of every command', () => {
  const help = helpOf({
    name: 'ingest',
    summary: 'One run now.',
    positionals: ['[FILE]'],
    options: {
      category: { type: 'string', takes: 'cs.LG', multiple: true, description: 'only this one' },
      'dry-run': { type: 'boolean', description: 'change nothing' },
    },
  })
  expect(help.split('\n')).toEqual([
    'One run now.',
    '',
    '  npm run ingest -- [FILE] [options]',
    '',
    '  --category cs.LG …  only this one',
    '  --dry-run           change nothing',
    '  --json              print one JSON object on stdout',
    '  -h, --help          print this',
  ])
})

test('progress tells count, rate and remaining time', () => {
  expect(progressLine({ unit: 'papers', count: 1200, total: 50_000, seconds: 3 })).toBe(
    '1,200 of 50,000 papers, 400/s, 2 min left',
  )
  expect(progressLine({ unit: 'papers', count: 50_000, total: 50_000, seconds: 125 })).toBe(
    '50,000 of 50,000 papers, 400/s',
  )
  expect(progressLine({ unit: 'rows', count: 10, seconds: 5 })).toBe('10 rows, 2/s')
  expect(progressLine({ unit: 'rows', count: 0, total: 10, seconds: 5 })).toBe('0 of 10 rows, 0/s')
})
