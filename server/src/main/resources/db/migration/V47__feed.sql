-- What goes to a feed waits here until somebody has taken it. Its text is rendered from its
-- message when it is taken.
create table feed (
  code          text primary key,
  lease         interval,              -- null: the usual
  deliveries    int,                   -- null: the usual; how often a message is handed out at most
  created_at    timestamptz not null default now()
);

create table feed_entry (
  message_id uuid primary key,
  feed       text not null,
  test       boolean not null,         -- of a test key; for test keys alone
  put_at     timestamptz not null default now(),
  due_at     timestamptz not null default now(), -- the end of its lease, or of its delay
  deliveries int not null default 0,
  expires_at timestamptz,
  ordering   uuid,                     -- null: in no order
  position   bigint
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02,
  autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_cost_delay = 0);

create index feed_entry_due on feed_entry (feed, test, due_at, message_id);
create index feed_entry_put on feed_entry (feed, put_at);
create index feed_entry_expiry on feed_entry (expires_at) where expires_at is not null;
create index feed_entry_handed_out on feed_entry (due_at) where deliveries > 0;

-- The places of messages with an ordering key, given as they are accepted.
create table feed_order (
  message_id uuid primary key,
  ordering   uuid not null,            -- blind index of feed, application and key
  position   bigint generated always as identity
);
create index feed_order_place on feed_order (ordering, position);

-- Who has taken what, until when. A lease is apart from who owns a task: the message is sent.
create table feed_lease (
  token      uuid primary key,
  message_id uuid not null,
  feed       text not null,
  consumer   text not null,
  leased_at  timestamptz not null default now(),
  until      timestamptz not null,
  acked_at   timestamptz               -- kept for a while, so that an ack can be repeated
);
create index feed_lease_message on feed_lease (message_id);
create index feed_lease_consumer on feed_lease (feed, leased_at);
create index feed_lease_acked on feed_lease (acked_at) where acked_at is not null;

-- The feeds that a key takes messages from.
alter table api_key add column feeds text[];
