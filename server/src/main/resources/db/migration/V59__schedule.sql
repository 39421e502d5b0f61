-- What is sent again and again.
create table schedule (
  id             uuid primary key,
  application_id uuid not null references application on delete cascade,
  code           text not null,
  spec           bytea not null,       -- sealed: rule, zone, what is sent, and to whom
  secret         bytea,                -- sealed: what calls of its URL are signed with
  next_at        timestamptz,          -- its next slot; null: it has none
  paused_at      timestamptz,
  paused_by      text,
  created_at     timestamptz not null default now(),
  updated_at     timestamptz not null default now(),
  unique (application_id, code)
);
create index schedule_due on schedule (next_at) where paused_at is null;

-- Each slot is one row, so that it is one fire.
create table schedule_fire (
  id           uuid primary key,
  schedule_id  uuid not null references schedule on delete cascade,
  slot         timestamptz not null,
  cause        text not null check (cause in ('RULE', 'PERSON')),
  state        text not null
    check (state in ('WAITING', 'RUNNING', 'DONE', 'FAILED', 'STOPPED', 'SKIPPED')),
  spec         bytea not null,         -- sealed: the schedule as it was then
  position     text,                   -- the last recipient, or what its URL gave to go on by
  accepted     bigint not null default 0,
  refused      bigint not null default 0,
  messages     bigint not null default 0,
  tries        int not null default 0, -- in a row that came to nothing
  problem_code text,
  problem_with jsonb,
  started_by   text,
  worker       uuid,
  leased_until timestamptz,
  waits_until  timestamptz,
  stepped_at   timestamptz,
  started_at   timestamptz,
  finished_at  timestamptz,
  unique (schedule_id, slot)
);
create index schedule_fire_open on schedule_fire (schedule_id, slot)
  where state in ('WAITING', 'RUNNING');
create index schedule_fire_finished on schedule_fire (finished_at);

-- Which days a company works and rests that are not as usual.
create table work_calendar (
  tenant_id  uuid primary key references tenant on delete cascade,
  days       jsonb not null,
  updated_at timestamptz not null default now()
);

comment on table schedule is 'What is sent again and again, and when next; schedule';
comment on table schedule_fire is 'Each fire of a schedule, and how far it is; schedule';
comment on table work_calendar is 'Holidays and worked weekend days of a company; schedule';
