create table source (
  id         uuid primary key,
  code       text not null unique,
  connector  text not null,
  channel    text not null,
  tenant_id  uuid references tenant, -- null: shared by every tenant
  settings   jsonb not null, -- in the clear
  secrets    jsonb not null, -- each value sealed, in Base64
  weight     integer not null check (weight > 0),
  caps       text[], -- null: the connector's
  ambiguity  text, -- null: the connector's
  paused     boolean not null,
  updated_at timestamptz not null default now()
);
create index source_channel on source (channel, tenant_id);
