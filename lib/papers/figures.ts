import { db } from '../database/client'

/** One size of a paper's picture. */
export interface FigureFile {
  /** A hash of its bytes with the ending of their type: where it is found. */
  file: string
  /** In pixels of the file. */
  width: number
  height: number
}

/** A picture of a paper. */
export interface Figure {
  /** What it shows, for whoever does not see it. */
  alt: string
  small: FigureFile
  wide: FigureFile
}

/** SQL: the `figure` of a row of `papers p`; null where there is none. */
export const FIGURE = `
  (select json_build_object('alt', f.alt, 'small', json_build_object('file', f.small_file, 'width', f.small_width, 'height', f.small_height),
      'wide', json_build_object('file', f.wide_file, 'width', f.wide_width, 'height', f.wide_height))
    from figures f where f.paper_id = p.id) as figure`

/** The type of a file by its ending, as both sizes are named. */
export const figureType = (file: string): 'image/png' | 'image/jpeg' =>
  file.endsWith('.png') ? 'image/png' : 'image/jpeg'

/** The bytes of a file; null when no paper has it (any more). */
export async function findFigureBytes(file: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const found = await db().figure.findFirst({
    where: { OR: [{ smallFile: file }, { wideFile: file }] },
    select: { smallFile: true, small: true, wide: true },
  })
  return found && (found.smallFile === file ? found.small : found.wide)
}

/** The small ones of these files that are still there. */
export async function listSmallFigures(files: string[]): Promise<Map<string, Uint8Array>> {
  const found = await db().figure.findMany({
    where: { smallFile: { in: files } },
    select: { smallFile: true, small: true },
  })
  return new Map(found.map(({ smallFile, small }) => [smallFile, small]))
}
