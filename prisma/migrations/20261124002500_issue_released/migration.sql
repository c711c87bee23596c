-- When an operator last let a held issue go on: what was refused before that does not hold it again.
ALTER TABLE "issues" ADD COLUMN "released_at" TIMESTAMPTZ(3);
