CREATE TABLE "passkeys" (
  "id" TEXT PRIMARY KEY,
  "reader_id" TEXT NOT NULL REFERENCES "readers" ("id") ON DELETE CASCADE,
  "public_key" BYTEA NOT NULL,
  "counter" BIGINT NOT NULL,
  "transports" TEXT[] DEFAULT '{}',
  "name" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "used_at" TIMESTAMPTZ(3)
);
CREATE INDEX "passkeys_reader_idx" ON "passkeys" ("reader_id");

CREATE TABLE "passkey_challenges" (
  "browser_hash" BYTEA PRIMARY KEY,
  "challenge" TEXT NOT NULL,
  "reader_id" TEXT REFERENCES "readers" ("id") ON DELETE CASCADE,
  "expires_at" TIMESTAMPTZ(3) NOT NULL
);
CREATE INDEX "passkey_challenges_expires_at_idx" ON "passkey_challenges" ("expires_at");
CREATE INDEX "passkey_challenges_reader_idx" ON "passkey_challenges" ("reader_id");
