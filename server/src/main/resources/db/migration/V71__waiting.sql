-- Applications and tenants can be paused too.
alter table pause drop constraint pause_kind_check;
alter table pause add constraint pause_kind_check
  check (kind in ('NODE', 'LANE', 'APPLICATION', 'TENANT'));

-- What waited behind a pause that ended, and goes on at a chosen rate.
create table drain (
  kind       text not null,           -- as of what is parked there
  target     text not null,
  key        text not null,           -- how people name it
  per_minute int not null check (per_minute between 1 and 1000000),
  actor      text not null,
  at         timestamptz not null default now(),
  last_at    timestamptz not null default now(), -- until when what was due has gone
  primary key (kind, target)
);
comment on table drain is 'What waited and goes on at a chosen rate; pause';

-- What somebody decided about messages that waited at that moment.
create table waiting_act (
  id             uuid primary key,
  kind           text not null check (kind in ('HOLD', 'EXPIRE', 'MOVE')),
  application_id uuid,                -- null: any
  node_id        uuid,
  tenant_id      uuid,
  lane           text,
  channel        text,
  what           jsonb not null,      -- the same by codes, for people
  before         uuid not null,       -- messages up to this one: ids are in the order of time
  to_source_id   uuid,                -- of MOVE
  begins_at      timestamptz not null, -- until then it only holds
  counted        bigint not null,     -- that waited when it was decided
  reason         text,
  actor          text not null,
  at             timestamptz not null default now(),
  called         boolean not null default false, -- what waits elsewhere was called for it
  ended_at       timestamptz,
  ended_by       text                 -- null: nothing of it waits any more
);
create index waiting_act_open on waiting_act (id) where ended_at is null;
comment on table waiting_act is 'What was decided about messages that waited; pause';
