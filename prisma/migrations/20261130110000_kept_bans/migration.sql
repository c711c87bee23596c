-- Whoever was banned and deleted the account is banned when they come back (docs/decisions/0049-the-rest-of-the-community.md).
CREATE TABLE "kept_bans" (
  "key" BYTEA NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "reason" TEXT NOT NULL,
  CONSTRAINT "kept_bans_pkey" PRIMARY KEY ("key")
);
