import { Agent, get } from 'node:http'

const CONNECTIONS = 4

/** Asks for one address `times` times over four connections that stay open. @throws Error at the first answer that is not 200 */
export async function ask(url: string, times: number): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  let left = times
  const worker = async () => {
    while (left > 0) {
      left -= 1
      await one(url, agent)
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, worker))
  agent.destroy()
}

function one(url: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      if (response.statusCode !== 200) return reject(new Error(`${url} answered ${response.statusCode}`))
      response.on('end', resolve).on('error', reject).resume()
    }).on('error', reject)
  })
}
