CREATE TABLE "identities" (
  "issuer" TEXT NOT NULL,
  "subject" TEXT NOT NULL,
  "reader_id" TEXT NOT NULL REFERENCES "readers" ("id") ON DELETE CASCADE,
  "name" TEXT,
  "groups" TEXT[] DEFAULT '{}',
  "linked_at" TIMESTAMPTZ(3) NOT NULL,
  "seen_at" TIMESTAMPTZ(3) NOT NULL,
  PRIMARY KEY ("issuer", "subject")
);
CREATE INDEX "identities_reader_idx" ON "identities" ("reader_id");

CREATE TABLE "openid_requests" (
  "state_hash" BYTEA PRIMARY KEY,
  "browser_hash" BYTEA NOT NULL,
  "issuer" TEXT NOT NULL,
  "nonce" TEXT NOT NULL,
  "verifier" TEXT NOT NULL,
  "back" TEXT NOT NULL,
  "reader_id" TEXT REFERENCES "readers" ("id") ON DELETE CASCADE,
  "expires_at" TIMESTAMPTZ(3) NOT NULL
);
CREATE INDEX "openid_requests_expires_at_idx" ON "openid_requests" ("expires_at");
CREATE INDEX "openid_requests_reader_idx" ON "openid_requests" ("reader_id");
