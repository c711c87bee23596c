import type { z } from 'zod'

const MAX_FORM_BYTES = 16 * 1024

export type FormReading<T> =
  | { ok: true; data: T; values: Record<string, string> }
  /** `faults` names each wrong field and what it takes; the fault of the whole form stands under `form`. */
  | { ok: false; faults: Record<string, string>; values: Record<string, string> }

/**
 * Reads a posted form (urlencoded, 16 KB at most unless it is told otherwise) and checks it. A field given twice counts once, with its last value.
 * `values` are the fields as typed, to be shown again beside the faults.
 */
export async function readForm<T>(
  request: Request,
  schema: z.ZodType<T>,
  maxBytes = MAX_FORM_BYTES,
): Promise<FormReading<T>> {
  const type = request.headers.get('content-type') ?? ''
  if (!/^application\/x-www-form-urlencoded\b/i.test(type)) return wholeFault('The form takes urlencoded fields.')
  const text = await readCapped(request, maxBytes)
  if (text === null) return wholeFault('That was more than the form can hold. Please shorten it.')

  // PostgreSQL holds no NUL in a text, and nobody types one.
  const values = Object.fromEntries(new URLSearchParams(text.replace(/%00|\0/g, '')))
  const parsed = await schema.safeParseAsync(values)
  if (parsed.success) return { ok: true, data: parsed.data, values }
  const faults: Record<string, string> = {}
  for (const { path, message } of parsed.error.issues) faults[String(path[0] ?? 'form')] ??= message
  return { ok: false, faults, values }
}

const wholeFault = (message: string) => ({ ok: false as const, faults: { form: message }, values: {} })

/** The body as text; null when it is longer than `maxBytes`, of which no more is kept in memory. */
async function readCapped(request: Request, maxBytes: number): Promise<string | null> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength
    if (bytes > maxBytes) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
