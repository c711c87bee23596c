-- The public log of what moves scores, without readers (lib/trending/ranking-log.ts): made anew each night, in parts that are gzip
-- members, so that one after the other they are one file. `logged_at` names the parts that are whole.
CREATE TABLE "ranking_log" (
  "made_at" TIMESTAMPTZ(3) NOT NULL,
  "part" INTEGER NOT NULL,
  "body" BYTEA NOT NULL,
  PRIMARY KEY ("made_at", "part")
);
ALTER TABLE "ranking_state" ADD COLUMN "logged_at" TIMESTAMPTZ(3);
