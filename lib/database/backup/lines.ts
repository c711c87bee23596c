import { END_OF_ROWS } from './format'

const NEWLINE = 0x0a
/** A row is far below; a line beyond it is no backup of ours. */
const MAX_LINE_BYTES = 64 * 1024 * 1024

/** How many lines end in these bytes. */
export function countLines(bytes: Uint8Array): number {
  let count = 0
  for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, at + 1)) count += 1
  return count
}

/** Reads a stream of bytes as lines of text and as sections of rows, in turns. */
export class LineReader {
  private readonly chunks: AsyncIterator<Buffer>
  private held: Buffer = Buffer.alloc(0)

  constructor(stream: AsyncIterable<Buffer>) {
    this.chunks = stream[Symbol.asyncIterator]()
  }

  /** The next line without its end; null after the last one. */
  async line(): Promise<string | null> {
    let end = this.held.indexOf(NEWLINE)
    while (end === -1) {
      if (!(await this.more())) return null
      end = this.held.indexOf(NEWLINE)
    }
    const line = this.held.subarray(0, end).toString('utf8')
    this.held = this.held.subarray(end + 1)
    return line
  }

  /** Whole rows up to the end of the section, in large pieces. @throws Error when the stream ends before */
  async *rows(): AsyncGenerator<Buffer> {
    for (;;) {
      const end = this.endOfRows()
      const whole = end ?? this.held.lastIndexOf(NEWLINE) + 1
      if (whole > 0) yield this.held.subarray(0, whole)
      this.held = this.held.subarray(end === null ? whole : whole + END_OF_ROWS.length)
      if (end !== null) return
      if (!(await this.more())) throw new Error('the file ends in the middle of a table')
    }
  }

  /** Where the end of the section stands in what is held: always at the beginning of a line. */
  private endOfRows(): number | null {
    if (this.held.subarray(0, END_OF_ROWS.length).toString('latin1') === END_OF_ROWS) return 0
    const at = this.held.indexOf(`\n${END_OF_ROWS}`)
    return at === -1 ? null : at + 1
  }

  private async more(): Promise<boolean> {
    const { done, value } = await this.chunks.next()
    if (done) return false
    if (this.held.length > MAX_LINE_BYTES) throw new Error('a line is longer than any row')
    this.held = this.held.length === 0 ? value : Buffer.concat([this.held, value])
    return true
  }
}
