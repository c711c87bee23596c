-- Addresses that get no mail, known by a keyed hash only, so that the list outlives the accounts.
CREATE TABLE "suppressions" (
  "key" BYTEA PRIMARY KEY,
  "reason" TEXT NOT NULL,
  "detail" TEXT NOT NULL DEFAULT '',
  "since" TIMESTAMPTZ(3) NOT NULL,
  "lifted_at" TIMESTAMPTZ(3),
  "lifted_by" TEXT
);
CREATE INDEX "suppressions_since_idx" ON "suppressions" ("since");

-- Refusals that may pass (a full mailbox): enough of them over weeks, and the address is suppressed.
CREATE TABLE "soft_bounces" (
  "key" BYTEA NOT NULL,
  "delivery_id" UUID NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  PRIMARY KEY ("key", "delivery_id", "at")
);
CREATE INDEX "soft_bounces_at_idx" ON "soft_bounces" ("at");

-- What is left of the address when a mail is settled: a bounce that comes later still finds whom it is about.
ALTER TABLE "deliveries" ADD COLUMN "recipient_key" BYTEA;
-- The ledger is asked for what is open within one issue, and for what became of it.
CREATE INDEX "deliveries_issue_state_idx" ON "deliveries" ("issue_id", "state");

-- An issue that receiving servers refuse waits for its operator.
ALTER TABLE "issues" ADD COLUMN "held_at" TIMESTAMPTZ(3);
ALTER TABLE "issues" ADD COLUMN "held_reason" TEXT;

-- Domains of recipients that complained: how fast they are written to, and until when not at all. By the database's clock.
CREATE TABLE "mail_domains" (
  "domain" TEXT PRIMARY KEY,
  "connections" DOUBLE PRECISION NOT NULL,
  "per_second" DOUBLE PRECISION NOT NULL,
  "next_at" TIMESTAMPTZ(3) NOT NULL,
  "paused_until" TIMESTAMPTZ(3),
  "reason" TEXT NOT NULL,
  "changed_at" TIMESTAMPTZ(3) NOT NULL
);
