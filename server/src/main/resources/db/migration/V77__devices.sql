-- The devices of a recipient, by the tokens that push providers know them by.
create table recipient_device (
  id            uuid primary key,
  recipient_id  uuid not null references recipient on delete cascade,
  tenant_id     uuid not null references tenant,
  channel       text not null,
  token_index   uuid not null, -- blind index of the token
  token         bytea not null, -- sealed
  registered_at timestamptz not null default now(),
  -- A device is of whoever signed in on it last.
  unique (tenant_id, channel, token_index)
);
create index recipient_device_of on recipient_device (recipient_id, channel, registered_at);
