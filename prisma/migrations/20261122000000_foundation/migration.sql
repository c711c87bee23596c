-- Written for PostgreSQL 15 and newer.

CREATE TYPE "announcement_type" AS ENUM ('new', 'cross', 'replace', 'replace-cross');
CREATE TYPE "subscription_state" AS ENUM ('pending', 'active', 'paused', 'unsubscribed');
CREATE TYPE "delivery_state" AS ENUM ('queued', 'leased', 'finishing', 'accepted', 'failed', 'skipped', 'suppressed', 'unknown');

CREATE TABLE "papers" (
  "id" TEXT PRIMARY KEY,
  "version" INTEGER NOT NULL DEFAULT 1 CHECK ("version" >= 1),
  "title_source" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "title_html" TEXT NOT NULL,
  "abstract_source" TEXT NOT NULL,
  "abstract" TEXT NOT NULL,
  "abstract_html" TEXT NOT NULL,
  "authors" TEXT[],
  "categories" TEXT[],
  "primary_category" TEXT NOT NULL,
  "comments" TEXT,
  "doi" TEXT,
  "journal_ref" TEXT,
  "license" TEXT,
  "submitted_at" TIMESTAMPTZ(3),
  "updated_at" TIMESTAMPTZ(3),
  "announced_at" TIMESTAMPTZ(3),
  "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
  "completed_at" TIMESTAMPTZ(3),
  "asked_at" TIMESTAMPTZ(3),
  "withdrawn" BOOLEAN NOT NULL DEFAULT false,
  "sample" BOOLEAN NOT NULL DEFAULT false
);
CREATE INDEX "papers_completed_at_idx" ON "papers" ("completed_at", "first_seen_at");
-- The plain search until the search index takes over (lib/search/plain-search.ts asks with this very expression).
CREATE INDEX "papers_text_idx" ON "papers" USING gin (to_tsvector('english', "title" || ' ' || "abstract"));

CREATE TABLE "paper_standings" (
  "paper_id" TEXT PRIMARY KEY REFERENCES "papers" ("id") ON DELETE CASCADE,
  "votes" INTEGER NOT NULL DEFAULT 0 CHECK ("votes" >= 0),
  "counted_votes" INTEGER NOT NULL DEFAULT 0 CHECK ("counted_votes" >= 0),
  "listed_at" TIMESTAMPTZ(3) NOT NULL
) WITH (fillfactor = 80);
CREATE INDEX "paper_standings_trending_idx" ON "paper_standings" ("counted_votes" DESC, "listed_at" DESC, "paper_id" DESC);
CREATE INDEX "paper_standings_newest_idx" ON "paper_standings" ("listed_at" DESC, "paper_id" DESC);
-- For `min_votes`: few papers have votes, and a walk over the others would find nothing (lib/views/list-view.ts).
CREATE INDEX "paper_standings_voted_idx" ON "paper_standings" ("listed_at" DESC, "paper_id" DESC) WHERE "votes" > 0;

CREATE TABLE "announcements" (
  "paper_id" TEXT NOT NULL REFERENCES "papers" ("id") ON DELETE CASCADE,
  "category" TEXT NOT NULL,
  "day" DATE NOT NULL,
  "type" "announcement_type" NOT NULL,
  PRIMARY KEY ("paper_id", "category", "day")
);
CREATE INDEX "announcements_day_idx" ON "announcements" ("day", "paper_id");

CREATE TABLE "paper_authors" (
  "key" TEXT NOT NULL,
  "paper_id" TEXT NOT NULL REFERENCES "papers" ("id") ON DELETE CASCADE,
  PRIMARY KEY ("key", "paper_id")
);
CREATE INDEX "paper_authors_paper_idx" ON "paper_authors" ("paper_id");

CREATE TABLE "paper_categories" (
  "category" TEXT NOT NULL,
  "paper_id" TEXT NOT NULL REFERENCES "papers" ("id") ON DELETE CASCADE,
  "is_primary" BOOLEAN NOT NULL,
  PRIMARY KEY ("category", "paper_id")
);
CREATE INDEX "paper_categories_paper_idx" ON "paper_categories" ("paper_id");

CREATE TABLE "feed_copies" (
  "url" TEXT PRIMARY KEY,
  "etag" TEXT,
  "last_modified" TEXT,
  "checked_at" TIMESTAMPTZ(3) NOT NULL,
  "changed_at" TIMESTAMPTZ(3) NOT NULL
);

CREATE TABLE "arxiv_gate" (
  "id" INTEGER PRIMARY KEY DEFAULT 1 CHECK ("id" = 1),
  "open_at" TIMESTAMPTZ(3) NOT NULL
);
INSERT INTO "arxiv_gate" ("open_at") VALUES ('2000-01-01T00:00:00Z');

CREATE TABLE "ingest_runs" (
  "id" UUID PRIMARY KEY DEFAULT gen_random_uuid(),
  "started_at" TIMESTAMPTZ(3) NOT NULL,
  "finished_at" TIMESTAMPTZ(3),
  "report" JSONB
);
CREATE INDEX "ingest_runs_started_at_idx" ON "ingest_runs" ("started_at" DESC);

CREATE TABLE "readers" (
  "id" TEXT PRIMARY KEY,
  "email" TEXT NOT NULL UNIQUE,
  "email_verified" BOOLEAN NOT NULL DEFAULT false,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now()
);

CREATE TABLE "rate_limits" (
  "key" TEXT PRIMARY KEY,
  "points" INTEGER NOT NULL DEFAULT 0,
  "expire" BIGINT
);
CREATE INDEX "rate_limits_expire_idx" ON "rate_limits" ("expire");

CREATE TABLE "votes" (
  "reader_id" TEXT NOT NULL REFERENCES "readers" ("id") ON DELETE CASCADE,
  "paper_id" TEXT NOT NULL REFERENCES "papers" ("id") ON DELETE CASCADE,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "counted" BOOLEAN NOT NULL,
  PRIMARY KEY ("reader_id", "paper_id")
);
CREATE INDEX "votes_paper_idx" ON "votes" ("paper_id");
CREATE INDEX "votes_counted_idx" ON "votes" ("counted", "created_at");

CREATE TABLE "subscriptions" (
  "id" UUID PRIMARY KEY DEFAULT gen_random_uuid(),
  "reader_id" TEXT NOT NULL REFERENCES "readers" ("id") ON DELETE CASCADE,
  "view" TEXT NOT NULL,
  "rhythm" TEXT NOT NULL,
  "hour" SMALLINT NOT NULL CHECK ("hour" BETWEEN 0 AND 23),
  "zone" TEXT NOT NULL,
  "state" "subscription_state" NOT NULL DEFAULT 'pending',
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "confirmed_at" TIMESTAMPTZ(3),
  "paused_until" TIMESTAMPTZ(3),
  "unsubscribed_at" TIMESTAMPTZ(3),
  "next_due_at" TIMESTAMPTZ(3)
);
CREATE UNIQUE INDEX "subscriptions_reader_view_key" ON "subscriptions" ("reader_id", "view", "rhythm");
CREATE INDEX "subscriptions_next_due_at_idx" ON "subscriptions" ("next_due_at");

CREATE TABLE "issues" (
  "id" UUID PRIMARY KEY DEFAULT gen_random_uuid(),
  "view" TEXT NOT NULL,
  "slot_at" TIMESTAMPTZ(3) NOT NULL,
  "composed_at" TIMESTAMPTZ(3) NOT NULL,
  "content" JSONB NOT NULL
);
CREATE UNIQUE INDEX "issues_view_slot_key" ON "issues" ("view", "slot_at");

CREATE TABLE "deliveries" (
  "id" UUID PRIMARY KEY DEFAULT gen_random_uuid(),
  "kind" TEXT NOT NULL,
  "issue_id" UUID REFERENCES "issues" ("id") ON DELETE CASCADE,
  "subscription_id" UUID REFERENCES "subscriptions" ("id") ON DELETE CASCADE,
  "recipient" TEXT NOT NULL,
  "content" JSONB NOT NULL,
  "state" "delivery_state" NOT NULL DEFAULT 'queued',
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "due_at" TIMESTAMPTZ(3) NOT NULL,
  "deadline_at" TIMESTAMPTZ(3) NOT NULL,
  "attempts" INTEGER NOT NULL DEFAULT 0,
  "rest_until" TIMESTAMPTZ(3),
  "leased_until" TIMESTAMPTZ(3),
  "lease_token" UUID,
  "settled_at" TIMESTAMPTZ(3),
  "reason" TEXT
);
CREATE UNIQUE INDEX "deliveries_issue_subscription_key" ON "deliveries" ("issue_id", "subscription_id");
CREATE INDEX "deliveries_state_kind_due_at_idx" ON "deliveries" ("state", "kind", "due_at");
CREATE INDEX "deliveries_subscription_idx" ON "deliveries" ("subscription_id");

CREATE TABLE "sent_papers" (
  "reader_id" TEXT NOT NULL REFERENCES "readers" ("id") ON DELETE CASCADE,
  "paper_id" TEXT NOT NULL,
  "delivery_id" UUID,
  "sent_at" TIMESTAMPTZ(3) NOT NULL,
  PRIMARY KEY ("reader_id", "paper_id")
);
CREATE INDEX "sent_papers_delivery_idx" ON "sent_papers" ("delivery_id");
