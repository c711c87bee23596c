import { InputError, RefusedError, UpstreamError } from '@/lib/errors'

/** What a command says and answers when it fails: expected trouble in a sentence, a bug with where it came from. */
export function failureOf(error: unknown): { sentence: string; status: 1 | 2 } {
  if (!(error instanceof Error)) return { sentence: String(error), status: 1 }
  if (error instanceof InputError) return { sentence: error.message, status: 2 }
  const isExpected = error instanceof RefusedError || error instanceof UpstreamError
  const sentence = isExpected ? error.message : (sentenceOfSystem(error) ?? error.stack ?? error.message)
  return { sentence, status: 1 }
}

/** Trouble with the file system, where the machine's owner is the one to act. */
function sentenceOfSystem({ code, path }: NodeJS.ErrnoException): string | null {
  if (code === 'ENOSPC' || code === 'EDQUOT') return `The disk is full${path ? `: ${path} could not be written` : ''}.`
  if (!path) return null
  if (code === 'EACCES' || code === 'EPERM') return `This user may not open or write ${path}.`
  if (code === 'EROFS') return `${path} is on a disk that cannot be written.`
  if (code === 'ENOTDIR' || code === 'EISDIR')
    return `${path} is not what it has to be: a folder stands where a file belongs, or the reverse.`
  return null
}
