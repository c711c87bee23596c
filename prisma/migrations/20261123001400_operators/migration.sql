-- What operators did: who, when, what. Rows outlive the accounts that they name.
CREATE TABLE "operator_acts" (
  "id" UUID NOT NULL DEFAULT gen_random_uuid(),
  "at" TIMESTAMPTZ(3) NOT NULL,
  "by" TEXT NOT NULL,
  "act" TEXT NOT NULL,
  "subject" TEXT,
  "detail" TEXT NOT NULL DEFAULT '',
  CONSTRAINT "operator_acts_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "operator_acts_at_idx" ON "operator_acts" ("at");

-- While one is open, no mail leaves but codes to sign in.
CREATE TABLE "sending_pauses" (
  "id" UUID NOT NULL DEFAULT gen_random_uuid(),
  "since" TIMESTAMPTZ(3) NOT NULL,
  "reason" TEXT NOT NULL,
  "ended_at" TIMESTAMPTZ(3),
  CONSTRAINT "sending_pauses_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "sending_pauses_open_key" ON "sending_pauses" ((true)) WHERE "ended_at" IS NULL;

-- An operator decided about a mail of which nobody knows whether it was accepted.
ALTER TABLE "deliveries" ADD COLUMN "decided_at" TIMESTAMPTZ(3);
