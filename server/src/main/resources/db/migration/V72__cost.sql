-- What a source's provider takes for a message or a segment of one, and what is left of a package.
create table source_price (
  source_id    uuid primary key references source on delete cascade,
  currency     text not null,
  unit         text not null check (unit in ('SEGMENT', 'MESSAGE')),
  prices       jsonb not null,         -- by country (ISO 3166); empty: any other
  package_left bigint,                 -- in units; null: there is no package
  updated_at   timestamptz not null default now(),
  updated_by   text not null
);
comment on table source_price is 'What messages of a source cost, and what is left of its package; cost';

-- What was spent, by whose it was, by hour (a hundred days) and day (three years).
create table spending (
  grain          text not null check (grain in ('HOUR', 'DAY')),
  start          timestamptz not null,  -- of the hour or day, in UTC
  application_id uuid not null,
  node_id        uuid not null,
  tenant_id      uuid not null,
  channel        text not null,
  source_id      uuid not null,
  country        text not null,         -- empty: none, or not known
  currency       text not null,
  messages       bigint not null,
  segments       bigint not null,
  amount         numeric(20, 6) not null,
  primary key (grain, start, application_id, node_id, tenant_id, channel, source_id, country,
    currency)
);
comment on table spending is 'What was spent on messages, by whose they were; cost';

-- What an application may spend in a month, before somebody is told.
create table budget (
  application_id uuid primary key references application on delete cascade,
  currency       text not null,
  per_month      numeric(20, 6) not null check (per_month > 0),
  updated_at     timestamptz not null default now(),
  updated_by     text not null
);
comment on table budget is 'What applications may spend in a month before somebody is told; cost';
