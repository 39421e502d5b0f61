-- One value sealed by the first start: tells whether a vault key belongs to this database.
create table vault_check (
  only_row boolean primary key default true check (only_row),
  sealed   bytea not null
);

create table application (
  id         uuid primary key,
  code       text not null unique,
  name       text not null,
  owner      text not null,
  team       text,
  contact    text,
  updated_at timestamptz not null default now()
);

-- The key itself is shown once and never kept: only the SHA-256 of its 256-bit secret is.
create table api_key (
  id             text primary key,
  application_id uuid references application, -- null: the administrator's
  hash           bytea not null,
  created_at     timestamptz not null default now(),
  last_used_on   date,
  revoked_at     timestamptz
);
create index api_key_application on api_key (application_id);
