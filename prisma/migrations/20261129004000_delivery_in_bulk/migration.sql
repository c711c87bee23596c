-- Each mail leaves three dead rows behind (taken, finishing, settled), and senders step over them at each claim: swept once a minute
-- while an issue is being sent, and not first when a fifth of the ledger has changed (docs/decisions/0036-delivery-in-bulk.md).
ALTER TABLE "deliveries" SET (autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_scale_factor = 0.02);

-- Of all that is due at the same instant, the mails of one issue are taken together.
DROP INDEX "deliveries_state_kind_due_at_idx";
CREATE INDEX "deliveries_state_kind_due_at_idx" ON "deliveries" ("state", "kind", "due_at", "issue_id");
