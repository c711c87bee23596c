CREATE TABLE "personal_lists" (
  "reader_id" TEXT PRIMARY KEY REFERENCES "readers" ("id") ON DELETE CASCADE,
  "key" UUID NOT NULL DEFAULT gen_random_uuid(),
  "learns_from" TIMESTAMPTZ(3) NOT NULL,
  "learned_version" TEXT,
  "learned_at" TIMESTAMPTZ(3),
  "scored_until" TIMESTAMPTZ(3),
  "liked" INTEGER NOT NULL DEFAULT 0,
  "disliked" INTEGER NOT NULL DEFAULT 0,
  "bias" DOUBLE PRECISION NOT NULL DEFAULT 0,
  "words" JSONB NOT NULL DEFAULT '{}'
);
CREATE UNIQUE INDEX "personal_lists_key" ON "personal_lists" ("key");

CREATE TABLE "personal_scores" (
  "reader_id" TEXT NOT NULL REFERENCES "personal_lists" ("reader_id") ON DELETE CASCADE,
  "paper_id" TEXT NOT NULL REFERENCES "papers" ("id") ON DELETE CASCADE,
  "score" INTEGER NOT NULL,
  "words" TEXT[] DEFAULT '{}',
  PRIMARY KEY ("reader_id", "paper_id")
);
CREATE INDEX "personal_scores_best_idx" ON "personal_scores" ("reader_id", "score" DESC);
CREATE INDEX "personal_scores_paper_idx" ON "personal_scores" ("paper_id");
