-- The MAC of an event is computed when the event enters the outbox, and published unchanged.
alter table approval.outbox add column mac text not null default '';
alter table approval.outbox alter column mac drop default;
