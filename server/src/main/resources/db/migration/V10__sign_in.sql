-- People who sign in. Codes stand for tenants and applications: they are what never changes.
create table user_account (
  id                 uuid primary key,
  name               text not null unique, -- lower case
  display_name       text not null,
  role               text not null check (role in ('VIEWER', 'OPERATOR', 'EDITOR', 'ADMINISTRATOR')),
  tenants            text[], -- null: every tenant
  applications       text[], -- null: every application
  sees_personal_data boolean not null,
  disabled           boolean not null,
  password           text, -- Argon2id; null: none yet, or signs in elsewhere
  provider           text, -- of OpenID Connect; null: signs in here
  subject            text, -- who the provider says it is
  epoch              integer not null default 0, -- sessions of an earlier one are over
  created_at         timestamptz not null default now(),
  signed_in_at       timestamptz,
  unique (provider, subject),
  check ((provider is null) = (subject is null))
);

-- Links that open once. Only the SHA-256 of what they carry is kept.
create table one_time_link (
  hash       bytea primary key,
  user_id    uuid not null unique references user_account on delete cascade,
  expires_at timestamptz not null
);

-- The first administrator's link: carries an HMAC of this value, so that every start can tell it.
create table first_administrator (
  only_row   boolean primary key default true check (only_row),
  nonce      uuid not null,
  made_at    timestamptz not null default now(),
  used_at    timestamptz
);

-- Sign-ins that were tried, by account and by address: counted before the password is looked at.
create table sign_in_attempts (
  key      uuid primary key, -- blind index: what is typed as a name may be anything
  attempts integer not null,
  last_at  timestamptz not null
);
create index sign_in_attempts_age on sign_in_attempts (last_at);
