CREATE TABLE "invitations" (
  "id" UUID PRIMARY KEY DEFAULT gen_random_uuid(),
  "email" TEXT NOT NULL,
  "invited_by" TEXT NOT NULL,
  "invited_at" TIMESTAMPTZ(3) NOT NULL,
  "accepted_at" TIMESTAMPTZ(3)
);
CREATE UNIQUE INDEX "invitations_email_key" ON "invitations" ("email");

CREATE TABLE "feed_keys" (
  "reader_id" TEXT PRIMARY KEY REFERENCES "readers" ("id") ON DELETE CASCADE,
  "key_hash" BYTEA NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL
);
CREATE UNIQUE INDEX "feed_keys_key_hash_key" ON "feed_keys" ("key_hash");
