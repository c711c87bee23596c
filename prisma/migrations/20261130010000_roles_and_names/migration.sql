-- What readers are called in public, once they chose it, and who is curator or moderator (docs/decisions/0041-the-community.md).
ALTER TABLE "readers"
  ADD COLUMN "name" TEXT,
  -- The name with look-alikes folded (lib/accounts/public-name.ts): no two names may look the same.
  ADD COLUMN "name_key" TEXT;
CREATE UNIQUE INDEX "readers_name_key" ON "readers"("name_key");

CREATE TYPE "named_role" AS ENUM ('curator', 'moderator');
CREATE TABLE "reader_roles" (
  "reader_id" TEXT NOT NULL,
  "role" "named_role" NOT NULL,
  "named_by" TEXT,
  "named_at" TIMESTAMPTZ(3) NOT NULL,
  "reason" TEXT NOT NULL,
  CONSTRAINT "reader_roles_pkey" PRIMARY KEY ("reader_id", "role"),
  CONSTRAINT "reader_roles_reader_id_fkey" FOREIGN KEY ("reader_id") REFERENCES "readers"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "reader_roles_named_by_fkey" FOREIGN KEY ("named_by") REFERENCES "readers"("id") ON DELETE SET NULL ON UPDATE CASCADE
);
CREATE INDEX "reader_roles_named_by_idx" ON "reader_roles"("named_by");
