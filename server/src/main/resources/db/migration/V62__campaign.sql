-- A one-off send to many: its rows are loaded and looked at first, and then sent in chunks.
create table campaign (
  id             uuid primary key,
  name           text not null,
  application_id uuid not null,
  node_id        uuid not null,
  tenant_id      uuid not null,
  upload_id      uuid,                  -- the audience is a file ...
  file           text,
  encoding       text,
  delimiter      text,
  mapping        jsonb,
  query          jsonb,                 -- ... or recipients that fit
  same_file_at   timestamptz,           -- when the same file was brought within a day before
  data           bytea not null,        -- variables for everyone, sealed
  per_second     int not null,
  from_time      time,                  -- sends between these times of day only
  until_time     time,
  zone           text not null,
  second_person  boolean not null,
  state          text not null check (state in
                   ('LOADING', 'READY', 'RUNNING', 'PAUSED', 'DONE', 'STOPPED', 'FAILED')),
  requested_by   text not null,
  created_at     timestamptz not null default now(),
  approved_by    text,
  approved_at    timestamptz,
  started_at     timestamptz,
  finished_at    timestamptz,
  loaded_to      text not null default '',  -- where loading goes on: a line, or a recipient's code
  looked_at      bigint not null default 0,
  total          bigint not null default 0, -- rows that are to be sent
  wrong          bigint not null default 0,
  duplicates     bigint not null default 0,
  suppressed     bigint not null default 0, -- of the total, those that only suppressed addresses have
  by_channel     jsonb not null default '{}',
  position       bigint not null default 0, -- rows behind it are still to be sent
  sent           bigint not null default 0,
  refused        bigint not null default 0,
  problem_code   text,
  problem_with   jsonb,
  waits_until    timestamptz,
  waits_code     text,
  waits_with     jsonb,
  worker         uuid,
  leased_until   timestamptz
);
create index campaign_open on campaign (created_at) where state in ('LOADING', 'RUNNING');
comment on table campaign is 'One-off sends to many; campaign';

create table campaign_row (
  campaign_id uuid not null references campaign on delete cascade,
  number      bigint not null,           -- the line of the file, or counted
  person      uuid not null,             -- blind index of whom it reaches: nobody is reached twice
  content     bytea not null,            -- addresses and variables, sealed
  messages    uuid[],                    -- once it was accepted
  code        text,                      -- why it was refused
  with_       jsonb,
  primary key (campaign_id, number)
);
create unique index campaign_row_person on campaign_row (campaign_id, person);
comment on table campaign_row is 'Whom campaigns reach, contents sealed; campaign';
