import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire, Module } from 'node:module'
import { dirname, resolve } from 'node:path'
import { Script } from 'node:vm'

/**
 * Runs the CommonJS program that is named to it, with what V8 compiled of it before: half of a start is that. The first one that ends by
 * itself leaves it beside the program. V8 takes it only where it is of the same source, by the same V8.
 */
const filename = resolve(process.argv[2] ?? '')
const kept = `${filename}.compiled`
const script = new Script(Module.wrap(readFileSync(filename, 'utf8')), {
  filename,
  ...(existsSync(kept) ? { cachedData: readFileSync(kept) } : {}),
})
const module = { exports: {} }
script
  .runInThisContext()
  .call(module.exports, module.exports, createRequire(filename), module, filename, dirname(filename))

process.once('exit', () => {
  if (existsSync(kept)) return
  // Others may be starting.
  const written = `${kept}.${process.pid}`
  writeFileSync(written, script.createCachedData())
  renameSync(written, kept)
})
