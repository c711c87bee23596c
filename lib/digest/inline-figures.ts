import type { MailInput } from '../mail/kinds'
import type { InlinePicture } from '../mail/mail'
import { figureType, listSmallFigures } from '../papers/figures'

type Digest = MailInput['digest']

/** A digest, and the pictures that it brings along. */
export interface Illustrated {
  digest: Digest
  inline: readonly InlinePicture[]
}

/** Pictures of one mail: some 50 KB each, and a mail that is too heavy is put off. */
const MOST = 5

/**
 * The digest with the first pictures of its papers, for whoever wants abstracts; of a picture that was removed meanwhile nothing is said. The database is
 * asked only where there are some.
 */
export async function withFigures(digest: Digest): Promise<Illustrated> {
  const wished = digest.shape === 'titles' ? [] : digest.papers.flatMap(({ figure }) => figure ?? []).slice(0, MOST)
  const files = wished.map(({ file }) => file)
  const bytes = files.length > 0 ? await listSmallFigures(files) : new Map<string, Uint8Array>()
  const papers = digest.papers.map((paper) =>
    paper.figure && !bytes.has(paper.figure.file) ? { ...paper, figure: null } : paper,
  )
  const inline = [...bytes].map(([file, picture]) => ({
    file,
    type: figureType(file),
    base64: Buffer.from(picture).toString('base64'),
  }))
  return { digest: { ...digest, papers }, inline }
}
