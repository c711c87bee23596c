-- What the last try was judged as, and how often it stayed open whether a mail was accepted that was then sent again.
ALTER TABLE "deliveries" ADD COLUMN "verdict" TEXT;
ALTER TABLE "deliveries" ADD COLUMN "unknowns" INTEGER NOT NULL DEFAULT 0;
