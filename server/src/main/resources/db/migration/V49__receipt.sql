-- What a provider said of a message that is still in hand, or that nobody knows yet: it is looked
-- at again until the message is found or its time is over.
create table waiting_receipt (
  id        uuid primary key,
  source_id uuid not null,
  report    bytea not null,                  -- sealed
  made_at   timestamptz not null default now(),
  due_at    timestamptz not null,
  tries     int not null default 0
);
create index waiting_receipt_due on waiting_receipt (due_at);
create index waiting_receipt_source on waiting_receipt (source_id);

-- What people wrote back, beside the message that it answers.
create table reply (
  id         uuid primary key,
  message_id uuid not null,
  said_key   uuid not null,                  -- blind index of what tells a repeat
  source_id  uuid not null,
  at         timestamptz not null default now(),
  stop       boolean not null,               -- it says to send nothing more
  content    bytea not null                  -- sealed: from whom, and the words
);
create unique index reply_said on reply (said_key);
create index reply_message on reply (message_id);

-- Messages that were taken by a provider that tells nothing by itself, and is asked.
create table follow_up (
  message_id uuid primary key,
  source_id  uuid not null,
  due_at     timestamptz not null,
  tries      int not null default 0
);
create index follow_up_due on follow_up (due_at);
