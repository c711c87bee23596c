import { describe, expect, test } from 'vitest'
import { db } from '@/lib/database/client'
import { deliverDue } from '@/lib/digest/deliver'
import { ada, bob, clock, of, said, say, useCommenting } from '../support/commenting'
import { aMemoryTransport } from '../support/memory-transport'
import { Visitor } from '../support/visitor'

useCommenting()

async function sendDue() {
  const transport = aMemoryTransport()
  await deliverDue({ transport, clock, leaseMs: 60_000 })
  return transport.sent
}

describe('mails', () => {
  test('one tells whom a comment answers, one whom it calls; nobody twice, also after edits, and nobody of themselves', async () => {
    const id = said(await say(ada, 'Mine, @Ada'))
    const answer = said(await say(bob, 'To you, @ada and <b>@Nobody</b> $x^2$', id))
    await bob.post(of(answer, 'edit'), { text: 'To you once more, @ADA and @Bob' })
    const mails = await sendDue()
    expect(mails.map(({ recipient, subject }) => [recipient, subject])).toEqual([
      ['ada@example.org', 'Bob answered you: On x² graphs'],
    ])
    const [mail] = mails
    expect(mail?.html).toContain('&lt;b&gt;@Nobody&lt;/b&gt; x²')
    expect(mail?.text).toContain(of(answer))
    expect(await sendDue()).toEqual([])
  })

  test('stop by one press or one click of the mail’s own link, also those that wait, and come again by the settings', async () => {
    await say(bob, 'Hello @Ada')
    const [mail] = await sendDue()
    const header = (name: string) => mail?.headers.find(([one]) => one === name)?.[1] ?? ''
    expect(header('List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click')
    const path = new URL(/<(.*?)>/.exec(header('List-Unsubscribe'))?.[1] ?? '').pathname
    await say(bob, 'Hello again @Ada')
    expect((await new Visitor().get(path)).html).toContain('Stop them')
    expect(await db().delivery.count({ where: { state: 'queued' } })).toBe(1)
    expect((await new Visitor().post(path, { 'List-Unsubscribe': 'One-Click' })).status).toBe(200)
    await say(bob, 'And again @Ada')
    expect(await sendDue()).toEqual([])
    expect((await new Visitor().post(`${path.slice(0, -2)}xx`)).status).toBe(404)
    await ada.post('/settings/comment-mails', { wanted: 'yes' })
    await say(bob, 'Now again @Ada')
    expect(await sendDue()).toHaveLength(1)
  })

  test('of a comment that was deleted before its mail left, none comes', async () => {
    const id = said(await say(bob, 'Hello @Ada'))
    await bob.post(of(id, 'delete'))
    expect(await sendDue()).toEqual([])
  })
})
