import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { isUuid, NIL_UUID, uuidOctets, uuidOf } from '@/lib/uuid'

test('a UUID survives its sixteen octets', () => {
  for (const uuid of [NIL_UUID, ...Array.from({ length: 100 }, () => randomUUID())])
    expect(uuidOf(uuidOctets(uuid))).toBe(uuid)
})

test.each(['', 'x', `${NIL_UUID} `, `${NIL_UUID}0`, NIL_UUID.replaceAll('-', '')])('“%s” is none', (text) => {
  expect(isUuid(text)).toBe(false)
  expect(() => uuidOctets(text)).toThrow()
})
