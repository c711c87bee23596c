-- A refusal that may pass counts once for each try of a mail, however often it is written down.
ALTER TABLE "soft_bounces" ADD COLUMN "attempt" INTEGER NOT NULL DEFAULT 0;
UPDATE "soft_bounces" b SET "attempt" = n.nth
FROM (SELECT "key", "delivery_id", "at", row_number() OVER (PARTITION BY "key", "delivery_id" ORDER BY "at") AS nth FROM "soft_bounces") n
WHERE b."key" = n."key" AND b."delivery_id" = n."delivery_id" AND b."at" = n."at";
ALTER TABLE "soft_bounces" ALTER COLUMN "attempt" DROP DEFAULT;
ALTER TABLE "soft_bounces" DROP CONSTRAINT "soft_bounces_pkey";
ALTER TABLE "soft_bounces" ADD PRIMARY KEY ("key", "delivery_id", "attempt");

-- What a reader was sent is kept for a bounded time (lib/digest/forget-sent.ts). Papers that came into the house by then count as sent.
ALTER TABLE "readers" ADD COLUMN "sent_before" TIMESTAMPTZ(3);
CREATE INDEX "sent_papers_sent_at_idx" ON "sent_papers" ("sent_at");
