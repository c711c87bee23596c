import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const FAMILY = '@fontsource/source-serif-4'
/** Greek stands in titles as a letter of its own. */
const SCRIPTS = ['latin', 'latin-ext', 'greek', 'cyrillic', 'vietnamese']
const WEIGHTS = [400, 600] as const

export interface PictureFont {
  name: string
  weight: (typeof WEIGHTS)[number]
  style: 'normal'
  data: Buffer
}

let fonts: PictureFont[] | null = null

/** The letters of pictures, from the package that brings them: no font of the machine is asked for. Read once. */
export function pictureFonts(): PictureFont[] {
  fonts ??= WEIGHTS.flatMap((weight) =>
    SCRIPTS.map((script) => ({ name: `Serif ${script}`, weight, style: 'normal', data: readFont(script, weight) })),
  )
  return fonts
}

/** For `font-family`: each letter is taken from the first that has it. */
export const PICTURE_FONT_FAMILY = SCRIPTS.map((script) => `Serif ${script}`).join(', ')

function readFont(script: string, weight: number): Buffer {
  const file = `source-serif-4-${script}-${weight}-normal.woff`
  return readFileSync(join(process.cwd(), 'node_modules', FAMILY, 'files', file))
}
