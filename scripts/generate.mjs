// Makes Prisma's client in generated/ without the download of an engine. Plain JavaScript: it runs before anything is built.
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const prisma = createRequire(import.meta.url).resolve('prisma/build/index.js')
const stub = fileURLToPath(new URL('./schema-engine-stub.mjs', import.meta.url))
const { status, stderr } = spawnSync(process.execPath, [prisma, 'generate'], {
  cwd: fileURLToPath(new URL('..', import.meta.url)),
  encoding: 'utf8',
  stdio: ['ignore', 'ignore', 'pipe'],
  env: {
    ...process.env,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    ...(process.platform === 'win32' ? {} : { PRISMA_SCHEMA_ENGINE_BINARY: stub }),
  },
})
if (status !== 0) {
  process.stderr.write(stderr)
  process.exitCode = 1
}
