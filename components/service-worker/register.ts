declare global {
  interface Window {
    /** Trusted Types: not in every browser, and not in TypeScript's library. */
    trustedTypes?: { createPolicy(name: string, rules: object): { createScriptURL(url: string): string } }
  }
}

const ADDRESS = '/sw.js'

/** Keeps the last lists and papers for reading without a network, where the browser can. */
export function keepForOffline(): void {
  const policy = window.trustedTypes?.createPolicy('offline', { createScriptURL: () => ADDRESS })
  navigator.serviceWorker?.register(policy?.createScriptURL(ADDRESS) ?? ADDRESS).catch(() => {})
}
