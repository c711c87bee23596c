import type { Command, CommandOption } from './types'

const COMMON: Record<string, CommandOption> = {
  json: { type: 'boolean', description: 'print one JSON object on stdout' },
  help: { type: 'boolean', short: 'h', description: 'print this' },
}

/** What `--help` prints. */
export function helpOf(
  command: Pick<Command<Record<string, CommandOption>>, 'name' | 'summary' | 'positionals' | 'options'>,
) {
  const options = Object.entries({ ...command.options, ...COMMON })
  const flags = options.map(([name, option]) => flagOf(name, option))
  const width = Math.max(...flags.map((flag) => flag.length))
  const usage = [`npm run ${command.name} --`, ...(command.positionals ?? []), '[options]'].join(' ')
  return [
    command.summary,
    '',
    `  ${usage}`,
    '',
    ...options.map(([, option], index) => `  ${flags[index]?.padEnd(width)}  ${option.description}`),
  ].join('\n')
}

function flagOf(name: string, { type, takes = 'VALUE', multiple, short }: CommandOption): string {
  const value = type === 'string' ? ` ${takes}${multiple ? ' …' : ''}` : ''
  return `${short ? `-${short}, ` : ''}--${name}${value}`
}
