-- Of a rate cap, who holds how many permits. Permits that are nobody's row are free.
create table permit (
  key       uuid not null,          -- of a source or an application
  cap       text not null,          -- for example 20 per minute
  holder    uuid not null,          -- an incarnation; what it held lapses with it, and rests first
  permits   int not null,
  hungry_at timestamptz,            -- when it wanted more than there was
  primary key (key, cap, holder)
);

-- Permits that were used and come back when they have rested.
create table permit_rest (
  key     uuid not null,
  cap     text not null,
  permits int not null,
  until   timestamptz not null
);
create index permit_rest_until on permit_rest (key, cap, until);

-- What holds a waiting task back, and how often it did since its last event.
alter table task add column deferrals int not null default 0;
alter table task add column waits_for text;

-- What a process does: api, handler, cron, admin; null: all, it is of an older version.
alter table process add column roles text;

-- Claims that are fair between tenants.
create index task_tenant on task (lane, tenant_id, due_at) where owner is null;

alter table tenant add column weight int not null default 1 check (weight between 1 and 100);

alter table application add column rate text;  -- for example 50 per second
alter table application add column quota text; -- for example 100000 per day
