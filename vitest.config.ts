import { availableParallelism, devNull } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    setupFiles: ['tests/support/quiet-console.ts'],
    // A machine that does something else beside is no reason to fail.
    testTimeout: 120_000,
    // Vitest leaves one processor to itself, which is half of a small machine; tests wait for databases and processes more than they compute.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Vite keeps a setting of its own under the first name; ours is unset in tests. A `.env` is for the house, not for tests of it.
    env: { BASE_URL: '', ENV_FILE: devNull },
    // Where `npm test` counts the cases; only read with --reporter=json.
    outputFile: { json: process.env.VITEST_REPORT_FILE ?? 'test-results/vitest.json' },
    projects: [
      { extends: true, test: { name: 'unit', include: ['tests/unit/**/*.test.{ts,tsx}'] } },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.{ts,tsx}'],
          globalSetup: 'tests/support/global-setup.ts',
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
