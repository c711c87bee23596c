import { readdirSync, readFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { extname, join, sep } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import type { RequestLine } from './guard'

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ico': 'image/x-icon',
  '.png': 'image/png',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
}

interface PublicFile {
  type: string
  body: Buffer
  brotli: Buffer | null
  cacheControl: string
}

export type PublicFiles = Map<string, PublicFile>

/** Reads a folder of public files into memory, compressed once. Files below `assets/` carry a hash in their name and never change. */
export function readPublicFiles(folder: string): PublicFiles {
  const files: PublicFiles = new Map()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const type = TYPES[extname(entry.name)]
    if (!entry.isFile() || !type) continue
    const file = join(entry.parentPath, entry.name)
    const path = file.slice(folder.length).split(sep).join('/')
    const body = readFileSync(file)
    files.set(path, {
      type,
      body,
      brotli: /^(text|image\/svg)/.test(type) ? brotliCompressSync(body) : null,
      cacheControl: cacheControlOf(path),
    })
  }
  return files
}

function cacheControlOf(path: string): string {
  // Browsers ask for a newer service worker at each visit; an old copy in between would keep old pages alive.
  if (path === '/sw.js') return 'no-cache'
  return path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'public, max-age=86400'
}

/** Answers with a public file when one lives at this path. @returns whether it did */
export function answerPublicFile(
  files: PublicFiles,
  { method, url, headers }: RequestLine,
  response: ServerResponse,
): boolean {
  const file = files.get(url.split('?', 1)[0] ?? '')
  if (!file || (method !== 'GET' && method !== 'HEAD')) return false
  const isBrotli = file.brotli !== null && /\bbr\b/.test(String(headers['accept-encoding'] ?? ''))
  const body = (isBrotli && file.brotli) || file.body
  response.setHeader('content-type', file.type)
  response.setHeader('cache-control', file.cacheControl)
  response.setHeader('content-length', body.byteLength)
  if (file.brotli) response.setHeader('vary', 'accept-encoding')
  if (isBrotli) response.setHeader('content-encoding', 'br')
  response.end(body)
  return true
}
