import type { Prisma } from '@/generated/prisma/client'
import { keyedHash, keyedHashes } from './tokens'
import { newTypedCode, readTypedCode, showTypedCode } from './typed-code'

const COUNT = 10
/** 50 bits each. */
const LENGTH = 10
const PURPOSE = 'recovery code'

/** Gives the reader ten new recovery codes, in the form to be shown, once; older ones are worth nothing from now on. */
export async function renewRecoveryCodes(tx: Prisma.TransactionClient, readerId: string): Promise<string[]> {
  const codes = Array.from({ length: COUNT }, () => newTypedCode(LENGTH))
  await tx.recoveryCode.deleteMany({ where: { readerId } })
  const rows = codes.map((code) => ({ readerId, codeHash: keyedHash(PURPOSE, `${readerId}:${code}`) }))
  await tx.recoveryCode.createMany({ data: rows })
  return codes.map(showTypedCode)
}

/** Uses up a recovery code, if it is one of this reader's. Of parallel uses one finds it. */
export async function spendRecoveryCode(
  tx: Prisma.TransactionClient,
  readerId: string,
  typed: string,
): Promise<boolean> {
  const code = readTypedCode(typed, LENGTH)
  if (!code) return false
  const codeHash = { in: keyedHashes(PURPOSE, `${readerId}:${code}`) }
  const { count } = await tx.recoveryCode.deleteMany({ where: { readerId, codeHash } })
  return count === 1
}
