CREATE TABLE "sessions" (
  "id" UUID PRIMARY KEY DEFAULT gen_random_uuid(),
  "token_hash" BYTEA NOT NULL UNIQUE CHECK (octet_length("token_hash") = 32),
  "reader_id" TEXT NOT NULL REFERENCES "readers" ("id") ON DELETE CASCADE,
  "device" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
  "second_factor_at" TIMESTAMPTZ(3)
);
CREATE INDEX "sessions_reader_idx" ON "sessions" ("reader_id");
CREATE INDEX "sessions_last_seen_at_idx" ON "sessions" ("last_seen_at");

-- One row an address: the newest request is the only one.
CREATE TABLE "sign_in_requests" (
  "email" TEXT PRIMARY KEY,
  "id" UUID NOT NULL UNIQUE,
  "code_hash" BYTEA NOT NULL,
  "link_hash" BYTEA NOT NULL UNIQUE,
  "browser_hash" BYTEA NOT NULL UNIQUE,
  "back" TEXT NOT NULL,
  "tries" INTEGER NOT NULL DEFAULT 0,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "expires_at" TIMESTAMPTZ(3) NOT NULL
);
CREATE INDEX "sign_in_requests_expires_at_idx" ON "sign_in_requests" ("expires_at");

CREATE TABLE "second_factors" (
  "reader_id" TEXT PRIMARY KEY REFERENCES "readers" ("id") ON DELETE CASCADE,
  "secret" BYTEA NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "last_step" INTEGER NOT NULL
);

CREATE TABLE "second_factor_setups" (
  "reader_id" TEXT PRIMARY KEY REFERENCES "readers" ("id") ON DELETE CASCADE,
  "secret" BYTEA NOT NULL,
  "session_id" UUID NOT NULL REFERENCES "sessions" ("id") ON DELETE CASCADE,
  "created_at" TIMESTAMPTZ(3) NOT NULL
);
CREATE INDEX "second_factor_setups_session_idx" ON "second_factor_setups" ("session_id");

CREATE TABLE "recovery_codes" (
  "reader_id" TEXT NOT NULL REFERENCES "readers" ("id") ON DELETE CASCADE,
  "code_hash" BYTEA NOT NULL,
  PRIMARY KEY ("reader_id", "code_hash")
);
