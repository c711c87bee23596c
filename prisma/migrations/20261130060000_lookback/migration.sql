-- The rhythm by which the next issue of a subscription looks back to the slot before, after its reader chose another one; null: its own.
ALTER TABLE subscriptions ADD COLUMN lookback text;
