import { expect, PICKING, test } from './fixtures'
import { picture } from './judge-page'
import { expectAccessible, LOOKS } from './looks'
import { linkIn, openMail } from './mailbox'
import { signIn, signInAsAdmin } from './sign-in'

/** Where pictures go; without it there are none. */
const folder = process.env.TOUR_DIR

test('every page of the community can be read and worked by everybody', async ({ page: ada, browser }) => {
  test.setTimeout(600_000)
  const own = Date.now().toString(36)
  const judge = async (name: string, page = ada) => {
    if (folder) await picture(page, `community-${name}`, folder)
    await expectAccessible(page, [LOOKS.light, LOOKS.dark])
  }
  const visit = async (name: string, path: string, page = ada) => {
    await page.goto(path)
    await judge(name, page)
  }
  const press = (name: string | RegExp, page = ada) =>
    page.getByRole('main').getByRole('button', { name, exact: true }).first().click()
  /** What was just done is on the page: kept pages may be of before, for a moment. */
  const shows = (path: string, words: string, page = ada) =>
    expect(async () => {
      await page.goto(path)
      await expect(page.getByRole('main')).toContainText(words, { timeout: 100 })
    }).toPass()
  const other = async () => (await browser.newContext({ baseURL: new URL(ada.url()).origin })).newPage()
  const named = async (name: string, page = ada) => {
    await page.goto('/settings')
    await page.getByLabel('What you are called in public').fill(name)
    await press('Take it', page)
    await expect(page.getByRole('link', { name: 'Your page' })).toBeVisible()
  }

  const address = await signIn(ada)
  await named(`Ada-${own}`)
  await judge('settings')
  await ada.goto('/papers/new')
  const id = (await ada.locator('.papers article').nth(9).getAttribute('id')) ?? ''
  const paper = `/papers/${id}`

  // What one says, with what it said before, and what is asked before it goes.
  await ada.goto(`${paper}/comments`)
  await judge('no-comments')
  await ada.getByLabel('Your comment').fill('**Lemma 2** needs $\\alpha \\le 1$, see\n\n> what is above\n\n`and code`')
  await press('Preview')
  await judge('preview')
  await press('Comment')
  await shows(`${paper}/comments`, 'and code')
  await ada.getByRole('main').getByRole('link', { name: 'Edit' }).click()
  await judge('edit')
  await ada.getByLabel('Your comment').fill('**Lemma 2** needs $\\alpha < 1$.')
  await press('Save it')
  await shows(`${paper}/comments`, 'edited')
  await ada
    .getByRole('main')
    .getByRole('link', { name: /^edited/ })
    .click()
  await judge('history')
  await shows(`${paper}/comments`, 'edited')
  await ada.getByRole('main').getByRole('link', { name: 'Delete' }).click()
  await judge('delete')

  const bob = await other()
  await signIn(bob)
  await named(`Bob-${own}`, bob)
  await shows(`${paper}/comments`, 'edited', bob)
  await bob.getByRole('main').getByRole('link', { name: 'Answer' }).click()
  await judge('one-comment', bob)
  await bob.getByLabel('Your answer').fill(`Does it, @Ada-${own}?`)
  await press('Answer', bob)
  await shows(`${paper}/comments`, 'Does it,')
  await judge('thread')
  const told = await openMail(ada, address, /answered you/)
  await told.goto(await linkIn(told, '/settings/comment-mails/'))
  await judge('stop-mails', told)
  await told.close()

  // Lists, seen by others; following; what follows from it.
  await visit('listing', `/listing?paper=${id}`)
  await ada.getByLabel('A new list').fill('Reading group')
  await ada.getByLabel('Note', { exact: true }).fill('Read before Monday')
  await press('Put it there')
  await judge('listed')
  await ada.getByRole('heading', { name: 'Reading group' }).getByRole('link').click()
  await ada.getByText('Change or delete this list').click()
  await ada.getByLabel('Who can read it').selectOption('public')
  await press('Change it')
  await ada.getByText('Change or delete this list').click()
  await judge('own-list')
  const list = new URL(ada.url()).pathname
  await visit('list', list, bob)
  await press('Follow', bob)
  await bob.goto(`/people/Ada-${own}`)
  await judge('person', bob)
  await press('Follow', bob)
  await bob.goto('/categories/cs.LG')
  await press('Follow', bob)
  await judge('follows', bob)
  await visit('following', '/following', bob)
  await visit('report-list', `${list}/report`, bob)
  await bob.getByLabel('What is wrong with it?').selectOption('spam')
  await press('Report it', bob)
  await judge('reported-list', bob)
  await visit('lists', '/lists')

  // A group, its invitation, its week, and its other name.
  await visit('groups', '/groups')
  await ada.getByLabel('Name', { exact: true }).fill(`Lab-${own}`)
  await ada.getByLabel('What I vote for from now on is counted there').check()
  await press('Make it')
  await ada.goto(paper)
  await ada
    .getByRole('button', { name: /^Upvote/ })
    .first()
    .click()
  await shows(`/groups/Lab-${own}`, '1 of the group')
  await ada.getByText('Members, invitation, leaving').click()
  const invitation = (await ada.getByRole('main').locator('code').first().textContent()) ?? ''
  await visit('join', new URL(invitation).pathname, bob)
  await bob.getByLabel('What I vote for from now on is counted there').check()
  await bob.getByLabel('With my name beside it').check()
  await press('Join', bob)
  await judge('group-of-others', bob)
  await ada.goto(`/groups/Lab-${own}`)
  await ada.getByText('Members, invitation, leaving').click()
  await judge('group')
  await ada.getByLabel('Another name').fill(`Theory-${own}`)
  await press('Change the name')
  await expect(ada).toHaveURL(`/groups/Theory-${own}`)
  await expect(ada.getByRole('heading', { level: 1 })).toHaveText(`Theory-${own}`)

  // Curators and moderators.
  const pia = await other()
  await signInAsAdmin(pia, PICKING)
  await named(`Pia-${own}`, pia)
  await visit('pick', `/pick?paper=${id}`, pia)
  await pia.getByLabel('Why, in a sentence').fill('It settles what was open since 1986')
  await press('Pick it', pia)
  await shows('/picks', 'It settles what was open', pia)
  await judge('picks', pia)
  await visit('picked', `/pick?paper=${id}`, pia)
  const day = await pia.getByLabel('For which day').inputValue()
  await visit('picks-of-a-day', `/picks/${day}`)
  await visit('picked-paper', paper)
  await visit('why', `${paper}/why`)
  await visit('queue', '/moderation', pia)
  await visit('decide-claims', '/moderation/claims', pia)
  await visit('people', '/admin/people', pia)
  await visit('log', '/moderation/log')
  await visit('not-for-you', '/moderation')
  await visit('community', '/about/community')
  await visit('submitted', '/papers/submitted')
  await visit('submit', '/submit')
  await visit('own-claims', '/claims')

  // What is one's own, out and in.
  await ada.goto('/settings')
  await press(/^Make a key/)
  await judge('feed-key')
  await ada.goto('/settings/feeds')
  await expect(ada).toHaveURL('/settings#feeds')
  await visit('import', '/settings/import')
  const buffer = await (await ada.request.get('/settings/export')).body()
  await ada.getByLabel('Archive').setInputFiles({ name: 'mine.zip', mimeType: 'application/zip', buffer })
  await press('Bring it')
  await judge('imported')

  // Gone again, with votes and picks: other journeys of this house find the front page as it was.
  await pia.goto(`/pick?paper=${id}`)
  await press('Take the pick back', pia)
  await visit('leave', '/settings/delete')
  await press('Delete everything')
  await expect(ada.getByRole('banner').getByRole('link', { name: 'Sign in' })).toBeVisible()
})
