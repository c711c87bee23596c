import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'

/** What a browser does by itself and a test does not want: no host but the house is ever asked. */
export const CHROMIUM_FLAGS = [
  // A sandbox inside a container needs rights that root there has not got.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const SYSTEM_NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge']
const MAC_APPS = ['Chromium', 'Google Chrome'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`)

const NONE =
  'No Chromium was found and none could be installed: run `npx playwright install --with-deps chromium`, or set CHROMIUM_PATH to one, then `npm test` again.'

/** The browser of the tests: `CHROMIUM_PATH`, else the one of Playwright, else one of the system; null when none of them runs. */
export function findChromium(): string | null {
  const given = process.env.CHROMIUM_PATH
  if (given) return existsSync(given) ? given : null
  const folders = (process.env.PATH ?? '').split(delimiter)
  const onPath = folders.flatMap((folder) => SYSTEM_NAMES.map((name) => join(folder, name)))
  return [chromium.executablePath(), ...onPath, ...MAC_APPS].find((path) => existsSync(path) && runs(path)) ?? null
}

/** A download on a system without the libraries that it needs is there and does not run. Elsewhere than on Linux, it brings them. */
function runs(path: string): boolean {
  return (
    process.platform !== 'linux' || spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0
  )
}

/**
 * The same, after trying to install one: Playwright's download first, then, as root on Debian and its kin, the system package.
 * @throws Error of one sentence that names the command to run
 */
export function ensureChromium(): string {
  const found = findChromium()
  if (found) return found
  if (process.env.CHROMIUM_PATH)
    throw new Error(`CHROMIUM_PATH names ${process.env.CHROMIUM_PATH}, and nothing is there.`)
  run(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', 'chromium'])
  const downloaded = findChromium()
  if (downloaded) return downloaded
  if (process.getuid?.() === 0 && run('apt-get', ['update']))
    run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'])
  const installed = findChromium()
  if (!installed) throw new Error(NONE)
  return installed
}

function run(command: string, args: string[]): boolean {
  process.stdout.write(`no Chromium yet: ${command} ${args.join(' ')}\n`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], env }).status === 0
}
