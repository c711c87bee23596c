/** Labels in braces, empty for none, and a value. */
export type Sample = [labels: string, value: number | bigint]

/** A metric in Prometheus' text format (version 0.0.4): what it is, and its samples. */
export const gauge = (name: string, help: string, samples: readonly Sample[]): string =>
  metric('gauge', name, help, samples)

/** The same for what only grows; its name ends in `_total`. */
export const counter = (name: string, help: string, samples: readonly Sample[]): string =>
  metric('counter', name, help, samples)

function metric(type: string, name: string, help: string, samples: readonly Sample[]): string {
  const lines = samples.map(([labels, value]) => `broadsheet_${name}${labels} ${value}\n`)
  return `# HELP broadsheet_${name} ${help}\n# TYPE broadsheet_${name} ${type}\n${lines.join('')}`
}
