import { buildWhenNeeded } from '@/lib/house/build'
import { runCommand } from './command'
import { buildSteps, root } from './start/build-steps'

await runCommand({
  name: 'build',
  summary: 'Builds database client, style, script and pages; only when something changed since the last build.',
  run: async ({ signal, say }) => {
    const built = await buildWhenNeeded({ root, steps: buildSteps, signal, tell: say })
    return { json: { built }, text: built ? 'Everything is built.' : 'Nothing changed since the last build.' }
  },
})
