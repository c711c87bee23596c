CREATE TABLE "import_positions" (
  "fingerprint" TEXT PRIMARY KEY,
  "lines" INTEGER NOT NULL CHECK ("lines" >= 0),
  "updated_at" TIMESTAMPTZ(3) NOT NULL
);
