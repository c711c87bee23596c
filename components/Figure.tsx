import type { Figure } from '@/lib/papers/figures'
import { paths } from '@/lib/paths'

/** Files hold twice the pixels that a list shows: half as wide on the page, sharp on dense screens. */
const SHOWN = 0.5

/** The picture of a paper in a list: it comes when it is near, into a place that was kept for it. */
export function SmallFigure({ figure }: { figure: Figure | null | undefined }) {
  if (!figure) return null
  const { file, width, height } = figure.small
  return (
    // biome-ignore lint/performance/noImgElement: the file is in the size that is shown already
    <img
      src={paths.figureFile(file)}
      alt={figure.alt}
      width={Math.ceil(width * SHOWN)}
      height={Math.ceil(height * SHOWN)}
      loading="lazy"
      decoding="async"
    />
  )
}

/** The same on the paper's own page. */
export function WideFigure({ figure }: { figure: Figure | null | undefined }) {
  if (!figure) return null
  const { file, width, height } = figure.wide
  return (
    <p className="figure">
      {/* biome-ignore lint/performance/noImgElement: the file is in the size that is shown already */}
      <img
        src={paths.figureFile(file)}
        alt={figure.alt}
        width={width}
        height={height}
        loading="lazy"
        decoding="async"
      />
    </p>
  )
}
