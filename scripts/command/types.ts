import type { Progress } from './progress'

/** An option that takes a value (`string`) or none (`boolean`). */
export interface CommandOption {
  type: 'string' | 'boolean'
  /** One line for --help. */
  description: string
  /** What the value looks like in --help: `cs.LG`. */
  takes?: string
  multiple?: boolean
  short?: string
}

export type Options = Record<string, CommandOption>
type ValueOf<O extends CommandOption> = O['type'] extends 'boolean'
  ? boolean
  : O['multiple'] extends true
    ? string[]
    : string
export type OptionValues<O extends Options> = { [Name in keyof O]?: ValueOf<O[Name]> }

/** What a command gives back: `json` for programs, `text` for people, and whether it counts as failed (exit status 1; a stopped command does unless it says false). */
export interface CommandAnswer {
  json: object
  text: string
  failed?: boolean
}

export interface CommandContext<O extends Options> {
  values: OptionValues<O>
  positionals: string[]
  /** Aborted by SIGINT and SIGTERM: stop at the next clean place. */
  signal: AbortSignal
  /** A line for people, on stderr. */
  say(line: string): void
  /** Shows how far the work is, when it takes more than two seconds. */
  progress(unit: string, total?: number): Progress
  /** Address of the open, migrated database; empty without `needsDatabase`. */
  databaseUrl: string
}

export interface Command<O extends Options> {
  /** As in `npm run NAME`. */
  name: string
  /** One sentence. */
  summary: string
  /** Such as `FILE`; a name in brackets may be left out, one with dots may repeat. */
  positionals?: string[]
  options?: O
  /** Opens the database first: DATABASE_URL, the running house's, or the embedded one for the time of the command. */
  needsDatabase?: boolean
  run(context: CommandContext<O>): Promise<CommandAnswer>
}
