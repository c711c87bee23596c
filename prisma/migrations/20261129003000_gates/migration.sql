-- One gate for each place outside that is asked, not only for arXiv: nobody asks before "open_at".
ALTER TABLE "arxiv_gate" RENAME TO "gates";
ALTER TABLE "gates" ADD COLUMN "name" TEXT;
UPDATE "gates" SET "name" = 'arxiv';
ALTER TABLE "gates" DROP COLUMN "id";
ALTER TABLE "gates" ADD CONSTRAINT "gates_pkey" PRIMARY KEY ("name");
INSERT INTO "gates" ("name", "open_at") VALUES
  ('hf', '2000-01-01T00:00:00Z'), ('github', '2000-01-01T00:00:00Z');
