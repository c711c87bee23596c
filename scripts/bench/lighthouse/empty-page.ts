import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliCompressSync } from 'node:zlib'
import { readAssets } from '@/lib/http/assets'

/** A page of one sentence with our style sheet, both packed: as fast as a page with it can be. */
export async function serveEmptyPage(): Promise<{ url: string; close: () => Promise<void> }> {
  const assets = readAssets()
  if (!assets) throw new Error('The pages are not built: npm run build.')
  const style = brotliCompressSync(readFileSync(`public${assets.style}`))
  const page = brotliCompressSync(
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Empty</title><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="description" content="Nothing."><link rel="stylesheet" href="${assets.style}"></head><body><main><p>Nothing is here.</p></main></body></html>`,
  )
  const server = createServer(({ url }, response) => {
    const isStyle = url === assets.style
    response.writeHead(200, {
      'content-type': isStyle ? 'text/css; charset=utf-8' : 'text/html; charset=utf-8',
      'content-encoding': 'br',
      'cache-control': isStyle ? 'public, max-age=31536000, immutable' : 'no-cache',
    })
    response.end(isStyle ? style : page)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
