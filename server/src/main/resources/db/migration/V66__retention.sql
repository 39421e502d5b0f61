-- How long a node's messages are kept; null: as long as messages usually are.
alter table node add column retention_days int check (retention_days > 0);

-- Messages that are kept for a court or an audit, whatever else says that they go.
create table legal_hold (
  id           uuid primary key,
  tenant_id    uuid not null references tenant,
  recipient_id uuid,                  -- null: the whole tenant
  subject      text not null,         -- the tenant's code, or as the audit log names the recipient
  reason       text not null,
  made_at      timestamptz not null default now(),
  made_by      text not null,
  ended_at     timestamptz,           -- null: it lasts
  ended_by     text
);
create index legal_hold_lasting on legal_hold (tenant_id) where ended_at is null;
comment on table legal_hold is 'Whose messages are kept whatever else says that they go; retention';

-- What retention let go of.
create table retention_run (
  id       uuid primary key,          -- UUIDv7: newest last
  at       timestamptz not null default now(),
  what     text not null check (what in ('PARTITION', 'NODE')),
  subject  text not null,             -- a partition's month or day; a node's application and code
  messages bigint not null,
  bytes    bigint,                    -- what a partition took; null: the room is used again
  millis   bigint not null
);
comment on table retention_run is 'What retention let go of, and how many messages; retention';

-- Of an address whose person was erased only its blind index stays.
alter table suppression alter column address drop not null;
comment on column suppression.address is 'Sealed; null: its person was erased';
