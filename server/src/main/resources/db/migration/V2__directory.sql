create table tenant (
  id         uuid primary key,
  code       text not null unique,
  name       text not null,
  locale     text not null,
  zone       text not null,
  updated_at timestamptz not null default now()
);

create table recipient (
  id            uuid primary key,
  tenant_id     uuid not null references tenant,
  code          text not null,
  locale        text,
  person        bytea not null, -- name and addresses, sealed
  address_index uuid[] not null, -- blind indexes of the addresses
  updated_at    timestamptz not null default now(),
  unique (tenant_id, code)
);
create index recipient_address on recipient using gin (address_index);
