-- Addresses that must not be sent to on a channel, by tenant. An address is sealed; its blind index
-- is the one that messages have.
create table suppression (
  id          uuid primary key,              -- UUIDv7: newest last
  tenant_id   uuid not null,
  channel     text not null,
  address_key uuid not null,
  address     bytea not null,
  cause       text not null check (cause in ('BOUNCED', 'DEAD', 'COMPLAINED', 'STOPPED', 'ADDED')),
  reason_code text,                          -- what the provider said
  reason_with jsonb,
  source_id   uuid,
  message_id  uuid,
  made_by     text,                          -- who added it by hand
  note        text,
  made_at     timestamptz not null default now()
);
create unique index suppression_address on suppression (address_key, tenant_id, channel);
create index suppression_tenant on suppression (tenant_id, id);
create index suppression_made on suppression (made_at);

comment on table suppression is
  'Addresses that must not be sent to on a channel, sealed; suppression';
comment on table waiting_receipt is
  'What providers said of messages that are in hand or not known yet, sealed; receipt';
comment on table follow_up is
  'Messages whose providers are asked what became of them; task.store, receipt';
comment on table reply is 'What people wrote back, sealed, beside the message; receipt';

-- Whether a node's messages go to addresses on the list too: login codes do.
alter table node add column reaches_suppressed boolean not null default false;
