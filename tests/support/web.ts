import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { freePort } from '@/lib/database/server-address'

export interface RunningWeb {
  url: string
  /** Everything it wrote so far. */
  output(): string
  /** Asks it to stop. @returns its exit status */
  stop(): Promise<number | null>
}

/** The real `npm run web` on a port of its own, over the built pages. @param environment added to this process's own */
export async function startWeb(environment: Record<string, string>): Promise<RunningWeb> {
  if (!existsSync('.next/BUILD_ID')) throw new Error('there are no built pages: npm run build')
  const port = String(await freePort())
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/web.ts'], {
    env: { ...process.env, ...environment, PORT: port, BASE_URL: `http://localhost:${port}` },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk) => {
      output += chunk
    })
  }
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const url = `http://127.0.0.1:${port}`
  while (!(await isUp(url))) {
    if (child.exitCode !== null) throw new Error(`web ended at once:\n${output}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  const stop = () => {
    child.kill('SIGTERM')
    return ended
  }
  return { url, output: () => output, stop }
}

const isUp = (url: string): Promise<boolean> =>
  fetch(`${url}/healthz`).then(
    ({ ok }) => ok,
    () => false,
  )
