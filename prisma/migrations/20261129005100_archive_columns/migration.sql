-- What lists of issues show stands beside the content, which can be a hundred kilobytes.
ALTER TABLE "issues"
  ADD COLUMN "is_public" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "heading" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "edition" TEXT[] DEFAULT '{}';
UPDATE "issues" SET
  "is_public" = view IN ('/', '/papers/new') OR view LIKE '/?%' OR view LIKE '/papers/new?%' OR view LIKE '/categories/%',
  "heading" = coalesce(content ->> 'heading', ''),
  "edition" = ARRAY(SELECT jsonb_array_elements_text(CASE jsonb_typeof(content -> 'edition') WHEN 'array' THEN content -> 'edition' ELSE '[]' END));
CREATE INDEX "issues_public_idx" ON "issues" ("slot_at" DESC, "id" DESC) WHERE "is_public";
