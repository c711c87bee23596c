import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** The addresses of style and script, as `scripts/build-assets.ts` wrote them down. */
const Assets = z.object({ style: z.string(), talk: z.string(), script: z.string(), door: z.string().optional() })
type Assets = z.infer<typeof Assets>

const held = globalThis as { broadsheetAssets?: { builtAtMs: number; assets: Assets } }

/**
 * The addresses of style and script; read again only after they were built again. Null before they were built: pages are
 * complete without either.
 */
export function readAssets(): Assets | null {
  const file = join(process.cwd(), 'build/assets.json')
  const built = statSync(file, { throwIfNoEntry: false })
  if (!built) return null
  if (held.broadsheetAssets?.builtAtMs !== built.mtimeMs) {
    held.broadsheetAssets = { builtAtMs: built.mtimeMs, assets: Assets.parse(JSON.parse(readFileSync(file, 'utf8'))) }
  }
  return held.broadsheetAssets.assets
}
