-- The making or changing of many recipients by a file: looked at first, and then done.
create table recipient_import (
  id           uuid primary key,
  tenant_id    uuid not null references tenant on delete cascade,
  upload_id    uuid not null,
  file         text not null,
  encoding     text not null,
  delimiter    text not null,
  mapping      jsonb not null,         -- column to what it holds
  state        text not null
               check (state in ('CHECKING', 'CHECKED', 'RUNNING', 'DONE', 'STOPPED', 'FAILED')),
  requested_by text not null,
  created_at   timestamptz not null default now(),
  finished_at  timestamptz,
  total        bigint,                 -- rows, once they were counted
  line         bigint not null default 0,  -- the last one that was looked at
  looked_at    bigint not null default 0,
  created      bigint not null default 0,
  updated      bigint not null default 0,
  unchanged    bigint not null default 0,
  wrong        bigint not null default 0,
  problem_code text,
  problem_with jsonb,
  worker       uuid,
  leased_until timestamptz
);
create index recipient_import_open on recipient_import (created_at)
  where state in ('CHECKING', 'RUNNING');
create index recipient_import_tenant on recipient_import (tenant_id, created_at desc);
comment on table recipient_import is 'Recipients of a tenant by a file; imports';
