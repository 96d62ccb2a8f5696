-- 1: one of many alike (the news by mail). These go out after all others, and so many a minute.
ALTER TABLE outbox ADD COLUMN bulk BIGINT NOT NULL DEFAULT 0;
-- When it was tried last.
ALTER TABLE outbox ADD COLUMN tried_ms BIGINT;
-- 1: how a mail of many ended was told to the subscription that it belongs to.
ALTER TABLE outbox ADD COLUMN noted BIGINT NOT NULL DEFAULT 0;
DROP INDEX outbox_by_turn;
CREATE INDEX outbox_by_turn ON outbox (state, bulk, next_ms);
CREATE INDEX outbox_tried ON outbox (bulk, tried_ms);
CREATE INDEX outbox_to_note ON outbox (id) WHERE bulk = 1 AND noted = 0 AND state <> 'waiting';
