-- What came back about a mail, once per mail and kind: reports come twice.
CREATE TABLE "bounces" (
  "delivery_id" UUID NOT NULL,
  "kind" TEXT NOT NULL,
  "detail" TEXT NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  PRIMARY KEY ("delivery_id", "kind")
);
CREATE INDEX "bounces_at_idx" ON "bounces" ("at");
