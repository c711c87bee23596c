import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))

/** What the manifest says: the address of each file. */
export interface BuiltAssets {
  style: string
  /** Beside it, on pages where people talk. */
  talk: string
  script: string
  /** Of the pages of signing in and the settings, besides. */
  door: string
}

/**
 * Builds the one stylesheet, what pages with conversations have besides, and the one script into `public/assets`, each named for its content so that browsers may keep it
 * for ever, and the service worker that keeps them; then writes their addresses to `build/assets.json`, last: a reader of it
 * finds all files. Running twice gives the same.
 */
export async function buildAssets(): Promise<BuiltAssets> {
  const [style, talk, script, door] = await Promise.all([
    buildStyle(),
    bundle('components/talk.css'),
    bundle('components/page-script.ts'),
    bundle('components/door-script.ts'),
  ])
  const folder = join(root, 'public/assets')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const assets = {
    style: write(folder, 'style', 'css', style),
    talk: write(folder, 'talk', 'css', talk),
    script: write(folder, 'page', 'js', script),
    door: write(folder, 'door', 'js', door),
  }
  const kept = JSON.stringify([assets.style, assets.talk, assets.script])
  writeFileSync(join(root, 'public/sw.js'), await bundle('components/service-worker.ts', { ASSETS: kept }))
  writeFileSync(join(root, 'build/assets.json'), JSON.stringify(assets))
  return assets
}

/** Builds them now, and again whenever something they are made of changes; for development. */
export async function watchAssets(): Promise<void> {
  await buildAssets()
  let building: Promise<unknown> = Promise.resolve()
  let isDue = false
  const rebuild = () => {
    if (isDue) return
    isDue = true
    building = building
      .then(() => {
        isDue = false
        return buildAssets()
      })
      .catch((error: Error) => process.stderr.write(`${error.message}\n`))
  }
  for (const folder of ['app', 'components']) watch(join(root, folder), { recursive: true }, rebuild)
}

/** Tailwind has no stable programming interface, so its command is run. */
async function buildStyle(): Promise<Buffer> {
  const require = createRequire(import.meta.url)
  const packageFile = require.resolve('@tailwindcss/cli/package.json')
  const { bin } = require(packageFile) as { bin: { tailwindcss: string } }
  const command = join(dirname(packageFile), bin.tailwindcss)
  const output = join(root, 'build/style.css')
  mkdirSync(dirname(output), { recursive: true })
  await run([command, '--input', join(root, 'components/style.css'), '--output', output, '--minify'])
  return readFileSync(output)
}

/** @param define what names of the source stand for */
async function bundle(entry: string, define: Record<string, string> = {}): Promise<Uint8Array> {
  const { outputFiles } = await build({
    entryPoints: [join(root, entry)],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    write: false,
    define: { 'process.env.NODE_ENV': '"production"', ...define },
  })
  const [file] = outputFiles
  if (!file) throw new Error('esbuild gave no file')
  return file.contents
}

function write(folder: string, name: string, extension: string, content: Uint8Array): string {
  const hash = createHash('sha256').update(content).digest('base64url').slice(0, 10)
  writeFileSync(join(folder, `${name}-${hash}.${extension}`), content)
  return `/assets/${name}-${hash}.${extension}`
}

function run(command: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, command, { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] })
    let told = ''
    child.stderr.on('data', (chunk) => {
      told += chunk
    })
    child.on('error', reject)
    child.on('close', (status) =>
      status === 0 ? resolve() : reject(new Error(`the stylesheet could not be built:\n${told}`)),
    )
  })
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await buildAssets()
