-- What a user who signs in here shows besides the password: codes of an authenticator (RFC 6238).
create table second_factor (
  user_id      uuid primary key references user_account on delete cascade,
  secret       bytea not null, -- sealed
  confirmed_at timestamptz,    -- null: set up, and no code of it was shown yet
  last_step    bigint not null default 0 -- of thirty seconds; a code of it or an earlier one is spent
);

-- Each opens once, in place of a code; only a keyed hash of it is kept.
create table recovery_code (
  user_id uuid not null references user_account on delete cascade,
  hash    bytea not null,
  primary key (user_id, hash)
);
