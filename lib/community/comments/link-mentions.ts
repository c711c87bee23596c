import { nameKey } from '../../accounts/public-name'
import { paths } from '../../paths'
import { MENTION } from './render-comment'

/** The names that a text calls, as they are compared. */
export const mentionKeys = (text: string): string[] => [...text.matchAll(MENTION)].map(([, name = '']) => nameKey(name))

/**
 * The words of a comment with a link to the page of each who is called and goes by that name; nothing in code, formulas and other
 * links. Done when it is read, since names change. Pure.
 * @param html trusted, as lib/community/comments/render-comment.ts gives it
 * @param names of readers, by what they are compared by
 */
export function linkMentions(html: string, names: ReadonlyMap<string, string>): string {
  if (names.size === 0) return html
  let inside = 0
  return html
    .split(/(<[^>]*>)/)
    .map((part) => {
      if (/^<(?:a|code|pre|math)\b/.test(part)) inside += 1
      if (/^<\/(?:a|code|pre|math)>/.test(part)) inside -= 1
      if (inside > 0 || part.startsWith('<')) return part
      return part.replace(MENTION, (called, name: string) => {
        const known = names.get(nameKey(name))
        return known ? `<a href="${paths.person(known)}">${called}</a>` : called
      })
    })
    .join('')
}
