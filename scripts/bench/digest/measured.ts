/** What a piece of work took, of the process that did it. */
export interface Measured {
  mails: number
  /** Octets of a mail as it was sent. */
  octets: number
  seconds: number
  cpuSeconds: number
  peakMb: number
}

/** Does the work and prints what it took, as JSON. @param work gives how much it did */
export async function printMeasured(work: () => Promise<Pick<Measured, 'mails' | 'octets'>>): Promise<void> {
  const before = process.cpuUsage()
  const started = performance.now()
  const done = await work()
  const seconds = (performance.now() - started) / 1000
  const { user, system } = process.cpuUsage(before)
  const measured: Measured = {
    ...done,
    seconds,
    cpuSeconds: (user + system) / 1e6,
    peakMb: process.resourceUsage().maxRSS / 1024,
  }
  process.stdout.write(JSON.stringify(measured))
}
