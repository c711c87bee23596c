-- A digest that its reader left and somebody asks for anew: the wish waits beside it, and changes nothing until the reader confirms.
ALTER TABLE "subscriptions"
  ADD COLUMN "asked" JSONB,
  ADD COLUMN "asked_at" TIMESTAMPTZ(3);
CREATE INDEX "subscriptions_asked_idx" ON "subscriptions" ("asked_at") WHERE "asked_at" IS NOT NULL;
