const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Nobody's: where something asks for an id and there is none. */
export const NIL_UUID = '00000000-0000-0000-0000-000000000000'

export const UUID_OCTETS = 16

/** Whether a text is a UUID as the database writes it. */
export const isUuid = (text: string): boolean => UUID.test(text)

/** The sixteen octets of a UUID, for tokens. @throws Error for a text that is none */
export function uuidOctets(uuid: string): Buffer {
  if (!isUuid(uuid)) throw new Error('a token is made for a UUID')
  return Buffer.from(uuid.replaceAll('-', ''), 'hex')
}

/** The UUID of sixteen octets. */
export const uuidOf = (octets: Buffer): string =>
  octets.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
