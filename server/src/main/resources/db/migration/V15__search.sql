-- A tenant's messages, newest first.
create index message_tenant on message (tenant_id, id);

-- What went wrong, by what it was: takes the place of event_trouble at the same cost.
create index event_state on event (state, message_id)
  where state in ('FAILED', 'EXPIRED', 'CANCELLED', 'SUPPRESSED', 'UNKNOWN', 'UNDELIVERED');
drop index event_trouble;

-- The searchable variables of messages, as blind indexes. Few nodes declare any.
create table message_variable (
  key        uuid not null,
  message_id uuid not null,
  primary key (key, message_id)
) partition by range (message_id);
create table message_variable_default partition of message_variable default;

-- Who looked at a message's unmasked data.
create table message_look (
  message_id uuid not null,
  at         timestamptz not null default now(),
  actor      text not null
);
create index message_look_message on message_look (message_id, at);
