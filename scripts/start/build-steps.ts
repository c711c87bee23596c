import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { Step } from '@/lib/house/run-step'

/** The project's folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')

const environment: NodeJS.ProcessEnv = { ...process.env, NEXT_TELEMETRY_DISABLED: '1' }

export const generateClient: Step = {
  name: 'Making the database client',
  args: [`${root}/scripts/generate.mjs`],
  environment,
}

export const buildAssets: Step = {
  name: 'Building style and script',
  args: ['--import', 'tsx', `${root}/scripts/build-assets.ts`],
  environment,
}

const buildPages: Step = {
  name: 'Building the pages',
  args: [createRequire(import.meta.url).resolve('next/dist/bin/next'), 'build', root],
  environment: { ...environment, NODE_ENV: 'production' },
}

/** Everything that production runs, in the order in which one needs the other. */
export const buildSteps = [generateClient, buildAssets, buildPages]
