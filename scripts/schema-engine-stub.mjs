#!/usr/bin/env node
// Stands in for Prisma's schema engine, which many networks cannot download. `prisma generate` only asks for its version;
// whatever would need the engine itself must fail aloud (docs/decisions: prisma without engines).
if (process.argv.includes('--version')) {
  process.stdout.write('schema-engine-cli stub\n')
} else {
  process.stderr.write(
    'This project applies its migrations itself (npm start, lib/database/migrate.ts). For `prisma migrate`, unset PRISMA_SCHEMA_ENGINE_BINARY.\n',
  )
  process.exitCode = 1
}
