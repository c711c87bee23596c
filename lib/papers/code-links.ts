/** Names of GitHub's own pages where an owner's would stand. */
const PAGES = new Set(
  `about apps collections customer-stories enterprise events explore features join login marketplace new notifications orgs
   pricing pulls readme search security settings site sponsors stars topics trending users`.split(/\s+/),
)
/** As TeX writes addresses: `\_` and `\%` for `_` and `%`, a tilde for a space. */
const TEX_ESCAPES = /\\(?=[_%#&~-])/g
const REPOSITORY = /(?:^|[^\w.-])(?:www\.)?github\.com\/([a-z\d](?:[a-z\d]|-(?=[a-z\d])){0,38})\/([\w.-]{1,100})/gi
const MAX_CHARS = 20_000

/**
 * The repositories at GitHub that a text names, `owner/name` as written, each once, in the order of the text. Pages of GitHub itself,
 * gists and project pages (`owner.github.io`) are none. Looks at the first 20,000 characters.
 */
export function findRepositories(text: string): string[] {
  const found = new Map<string, string>()
  for (const [, owner = '', rest = ''] of text.slice(0, MAX_CHARS).replace(TEX_ESCAPES, '').matchAll(REPOSITORY)) {
    const name = rest.replace(/\.+$/, '').replace(/\.git$/i, '')
    const repository = `${owner}/${name}`
    const isName = name !== '' && !/^\.+$/.test(name) && !PAGES.has(owner.toLowerCase())
    if (isName && !found.has(repository.toLowerCase())) found.set(repository.toLowerCase(), repository)
  }
  return [...found.values()]
}
