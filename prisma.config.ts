import { defineConfig } from 'prisma/config'

// The address is only for `prisma migrate` on other networks; the project applies its migrations itself (lib/database/migrate.ts).
export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? 'postgresql://localhost/broadsheet' },
})
