CREATE TYPE "harvest_state" AS ENUM ('running', 'finished');
CREATE TYPE "repair_kind" AS ENUM ('missed', 'replacement', 'metadata', 'withdrawal', 'categories');

CREATE TABLE "harvests" (
  "id" UUID PRIMARY KEY DEFAULT gen_random_uuid(),
  "oai_set" TEXT NOT NULL,
  "from_day" DATE NOT NULL,
  "token" TEXT,
  "response_date" TIMESTAMPTZ(3),
  "pages" INTEGER NOT NULL DEFAULT 0 CHECK ("pages" >= 0),
  "records" INTEGER NOT NULL DEFAULT 0 CHECK ("records" >= 0),
  "state" "harvest_state" NOT NULL DEFAULT 'running',
  "reason" TEXT,
  "started_at" TIMESTAMPTZ(3) NOT NULL,
  "finished_at" TIMESTAMPTZ(3)
);
CREATE UNIQUE INDEX "harvests_running_idx" ON "harvests" ("oai_set") WHERE "state" = 'running';
CREATE INDEX "harvests_oai_set_idx" ON "harvests" ("oai_set", "started_at" DESC);

CREATE TABLE "repairs" (
  "id" UUID PRIMARY KEY DEFAULT gen_random_uuid(),
  "paper_id" TEXT NOT NULL REFERENCES "papers" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "kind" "repair_kind" NOT NULL,
  "category" TEXT,
  "day" DATE,
  "found_at" TIMESTAMPTZ(3) NOT NULL,
  "harvest_id" UUID REFERENCES "harvests" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
CREATE INDEX "repairs_found_at_idx" ON "repairs" ("found_at" DESC);
CREATE INDEX "repairs_paper_idx" ON "repairs" ("paper_id");

CREATE TABLE "harvested_papers" (
  "paper_id" TEXT PRIMARY KEY REFERENCES "papers" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "datestamp" DATE NOT NULL
);
