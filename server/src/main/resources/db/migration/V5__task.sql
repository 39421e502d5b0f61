-- A message is written once and never changed: its original context, kept for retries and resends.
-- Ids are UUIDv7, so partitions by id are partitions by time, and retention drops them whole.
create table message (
  id                  uuid not null,
  request_id          uuid not null,
  application_id      uuid not null,
  node_id             uuid not null,
  tenant_id           uuid not null,
  recipient_id        uuid,
  template_version_id uuid not null,
  channel             text not null,
  lane                text not null,
  destination_key     uuid,          -- blind index of the address
  dedup_key           uuid,
  origin              text check (origin in ('RESEND', 'FALLBACK')),
  origin_id           uuid,
  requested_by        text not null,
  due_at              timestamptz,   -- null: at once
  expires_at          timestamptz,
  context             bytea not null, -- sealed: destination, variables, locale, fallback legs
  primary key (id)
) partition by range (id);

create index message_destination on message (destination_key, id) where destination_key is not null;
create index message_recipient on message (recipient_id, id) where recipient_id is not null;
create index message_node on message (node_id, id);
create index message_origin on message (origin_id) where origin_id is not null;

-- What is still to be done about a message. The row goes when nothing is.
create table task (
  id         uuid primary key,
  lane       text not null,
  tenant_id  uuid not null,
  state      text not null check (state in ('PENDING', 'SENDING', 'UNKNOWN')),
  due_at     timestamptz not null,
  owner      uuid,                       -- the incarnation that works on it
  attempts   int not null,
  queries    int not null default 0,     -- how often the provider was asked about it
  started    boolean not null default false, -- a call that must not be repeated may have been made
  started_at timestamptz,
  source_id  uuid,                       -- the source of the last attempt
  sequence   int not null default 0      -- of its latest event
) with (
  fillfactor = 70,
  autovacuum_vacuum_scale_factor = 0.02,
  autovacuum_vacuum_threshold = 2000,
  autovacuum_analyze_scale_factor = 0.1,
  autovacuum_vacuum_cost_delay = 0
);

create index task_due on task (lane, due_at) where owner is null;
create index task_owner on task (owner, id) where owner is not null;

-- The trace: append only. The last event's state is the message's state once its task is gone.
create table event (
  message_id  uuid not null,
  sequence    int not null,
  at          timestamptz not null,
  kind        text not null,
  state       text not null,
  reason      text not null,
  attempt     int,
  source_id   uuid,
  outcome     text,
  duration_ms int,
  status      text,
  answer      text,
  provider_id text,
  next_at     timestamptz,
  related_id  uuid,
  actor       text,
  primary key (message_id, sequence)
) partition by range (message_id);

create index event_trouble on event (message_id)
  where state in ('FAILED', 'EXPIRED', 'CANCELLED', 'SUPPRESSED', 'UNKNOWN', 'UNDELIVERED');

create table message_default partition of message default;
create table event_default partition of event default;

create table idempotency_key (
  application_id uuid not null,
  key            uuid not null,        -- hash of what the caller sent
  request_hash   uuid not null,
  request_id     uuid not null,
  answer         text not null,
  created_at     timestamptz not null default now(),
  primary key (application_id, key)
);

create index idempotency_key_age on idempotency_key using brin (created_at);

create table dedup (
  key        uuid primary key,
  message_id uuid not null,
  until      timestamptz not null
);

create table process (
  incarnation uuid primary key,
  home        text not null,             -- host and data folder: only one process holds them
  pid         bigint not null,
  started_at  timestamptz not null default now(),
  beat_at     timestamptz not null default now(),
  ended_at    timestamptz
);
