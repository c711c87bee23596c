import type { Config } from '../config'
import { broken, type Finding, fine, notice } from './finding'

type Settings = Pick<Config, 'baseUrl' | 'isLocal' | 'databaseUrl' | 'secrets' | 'clockIsFixed' | 'host' | 'trustProxy'>

/** What the settings say about one another; each by itself was judged when they were read (lib/config.ts). */
export function checkSettings(settings: Settings): Finding[] {
  return [address(settings), secret(settings), ...clock(settings)]
}

function address({ baseUrl, isLocal, host, trustProxy }: Settings): Finding {
  if (isLocal)
    return notice('address', `The site is for this machine only, at ${baseUrl}: BASE_URL names its public address.`)
  if (!baseUrl.startsWith('https:')) {
    return broken(
      'address',
      `BASE_URL is ${baseUrl}: sign-in over plain http can be read on the way; put TLS in front.`,
    )
  }
  const behind = /^(127\.|localhost$|::1$)/.test(host) && trustProxy === 0
  return behind
    ? notice(
        'address',
        `${baseUrl} must be served by a proxy on this machine, but TRUST_PROXY is 0: all visitors look like one.`,
      )
    : fine('address', `The site's address is ${baseUrl}.`)
}

function secret({ secrets, isLocal, databaseUrl }: Settings): Finding {
  if (!secrets) {
    return isLocal || !databaseUrl
      ? fine('secret', 'The signing key is made once and kept in the data folder: back it up too.')
      : broken('secret', 'SECRET is not set: every machine of the site needs the same one.')
  }
  return secrets.length === 2
    ? notice('secret', 'Two keys are accepted: take the older one away when sessions and links of its time are over.')
    : fine('secret', 'SECRET is set.')
}

function clock({ clockIsFixed }: Settings): Finding[] {
  return clockIsFixed ? [notice('clock', 'NOW fixes the clock: nothing becomes due by itself.')] : []
}
