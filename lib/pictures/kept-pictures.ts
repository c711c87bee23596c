import { createHash } from 'node:crypto'
import { drawPaper, type PicturedPaper } from './paper-picture'

/** Some 30 KB each. */
const MAX_KEPT = 200

export interface Picture {
  png: Buffer
  /** Changes with what is drawn (RFC 9110, 8.8.3). */
  etag: string
}

const kept = new Map<string, Promise<Picture>>()
let last: Promise<unknown> = Promise.resolve()

/** The picture of a paper, drawn once as long as it stays among the 200 that were asked for last. */
export function pictureOf(paper: PicturedPaper, siteName: string): Promise<Picture> {
  const { id, title, authors, primaryCategory } = paper
  const drawn = JSON.stringify([id, title, authors, primaryCategory, siteName])
  const key = createHash('sha256').update(drawn).digest('base64url')
  const picture = kept.get(key) ?? drawInTurn(paper, siteName, key)
  kept.delete(key)
  kept.set(key, picture)
  for (const oldest of kept.keys()) {
    if (kept.size <= MAX_KEPT) break
    kept.delete(oldest)
  }
  picture.catch(() => kept.delete(key))
  return picture
}

/** One after the other: drawing takes the processor, and pages come first. */
function drawInTurn(paper: PicturedPaper, siteName: string, key: string): Promise<Picture> {
  const picture = last.then(async () => ({ png: await drawPaper(paper, siteName), etag: `"${key.slice(0, 22)}"` }))
  last = picture.catch(() => {})
  return picture
}
