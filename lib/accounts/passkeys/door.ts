import { z } from 'zod'

const Base64Url = z.string().regex(/^[A-Za-z0-9_-]{1,8000}$/)

/** What every answer of an authenticator holds, as `PublicKeyCredential.toJSON()` writes it (WebAuthn 3, 5.1). */
const base = {
  id: Base64Url,
  rawId: Base64Url,
  type: z.literal('public-key'),
  clientExtensionResults: z.record(z.string(), z.unknown()).transform(() => ({})),
}

export const Registration = z.object({
  ...base,
  response: z.object({
    clientDataJSON: Base64Url,
    attestationObject: Base64Url,
    transports: z
      .array(z.enum(['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb']).catch('hybrid'))
      .max(10)
      .optional(),
  }),
})

export const Assertion = z.object({
  ...base,
  response: z.object({
    clientDataJSON: Base64Url,
    authenticatorData: Base64Url,
    signature: Base64Url,
    userHandle: Base64Url.nullish().transform((handle) => handle ?? undefined),
  }),
})

/** The answer as a form carries it. */
export const asJson = <T extends z.ZodType>(schema: T) =>
  z
    .string()
    .max(24_000)
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text)
      } catch {
        context.addIssue({ code: 'custom', message: 'takes JSON' })
        return z.NEVER
      }
    })
    .pipe(schema)
