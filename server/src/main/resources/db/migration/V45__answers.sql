-- Who hears what becomes of an application's messages: at a URL, or on a topic of a queue.
create table answer_subscription (
  id             uuid primary key,
  application_id uuid not null references application on delete cascade,
  code           text not null,
  way            text not null check (way in ('WEBHOOK', 'TOPIC')),
  url            text,                 -- of a webhook
  types          text[] not null,      -- which events; empty: all
  nodes          text[] not null,      -- about which nodes, by code; empty: all
  secret         bytea,                -- sealed; of a webhook
  old_secret     bytea,                -- sealed; signs too until it ends
  old_secret_end timestamptz,
  wanted_until   timestamptz,          -- of a topic: some process has it in its configuration
  created_at     timestamptz not null default now(),
  failures       int not null default 0, -- in a row
  failing_since  timestamptz,
  resting_until  timestamptz,
  off_at         timestamptz,          -- since when it hears nothing; null: it is on
  off_code       text,
  off_with       jsonb,
  unique (application_id, code)
);

-- Steps of traces that somebody wants to hear of and nobody has written an answer about yet.
create table answer_outbox (
  message_id uuid not null,
  sequence   int not null,             -- of the event; 0: the message was accepted
  primary key (message_id, sequence)
) with (
  autovacuum_vacuum_scale_factor = 0.02,
  autovacuum_vacuum_threshold = 2000,
  autovacuum_vacuum_cost_delay = 0
);

-- What is told, once for all who hear it.
create table answer (
  id             uuid primary key,     -- UUIDv7, the id of the CloudEvent
  application_id uuid not null,
  type           text not null,
  message_id     uuid,
  at             timestamptz not null,
  body           bytea not null        -- sealed: the CloudEvent, which may hold a caller's reference
);

create table answer_delivery (
  id              uuid primary key,
  answer_id       uuid not null references answer on delete cascade,
  subscription_id uuid not null references answer_subscription on delete cascade,
  state           text not null default 'WAITING' check (state in ('WAITING', 'DELIVERED', 'FAILED')),
  due_at          timestamptz not null default now(),
  attempts        int not null default 0,
  tries           int not null default 0, -- attempts since it was last replayed
  ended_at        timestamptz,
  reason_code     text,                -- of its last attempt; null: it has arrived, or none was made
  reason_with     jsonb,
  unique (answer_id, subscription_id)
) with (
  fillfactor = 80,
  autovacuum_vacuum_scale_factor = 0.05,
  autovacuum_vacuum_threshold = 2000
);
create index answer_delivery_due on answer_delivery (subscription_id, due_at)
  where state = 'WAITING';
create index answer_delivery_log on answer_delivery (subscription_id, id);

create table answer_attempt (
  delivery_id uuid not null references answer_delivery on delete cascade,
  attempt     int not null,
  at          timestamptz not null default now(),
  duration_ms int not null,
  status      int,                     -- of HTTP; null: there was no answer
  reason_code text,                    -- null: it has arrived
  reason_with jsonb,
  excerpt     text,                    -- of what was answered
  primary key (delivery_id, attempt)
);

-- Whoever writes a step, it is noted in the transaction that writes it. The message is looked up
-- row by row, by its key, whatever the planner thinks of the tables at the time.
create function note_answers() returns trigger language plpgsql as $$
begin
  if exists (select from answer_subscription where off_at is null) then
    insert into answer_outbox (message_id, sequence)
    select told.message_id, told.sequence
    from told cross join lateral (
      select application_id from message where id = told.message_id offset 0) m
    where exists (
      select from answer_subscription
      where application_id = m.application_id and off_at is null)
    on conflict do nothing;
  end if;
  return null;
end
$$;

create function note_accepted() returns trigger language plpgsql as $$
begin
  if exists (select from answer_subscription where off_at is null) then
    insert into answer_outbox (message_id, sequence)
    select fresh.id, 0
    from fresh cross join lateral (
      select application_id from message where id = fresh.id offset 0) m
    where exists (
      select from answer_subscription
      where application_id = m.application_id and off_at is null)
    on conflict do nothing;
  end if;
  return null;
end
$$;

create trigger event_is_answered after insert on event
  referencing new table as told for each statement execute function note_answers();
-- Each message that is saved has a task, and a task's row is small.
create trigger task_is_answered after insert on task
  referencing new table as fresh for each statement execute function note_accepted();

comment on table answer_subscription is 'Who hears what becomes of messages, by webhook or topic; answer';
comment on table answer_outbox is 'Steps that an answer is to be written about; answer';
comment on table answer is 'What is told about messages and submissions; answer';
comment on table answer_delivery is 'Which answer reached which subscription; answer';
comment on table answer_attempt is 'Each attempt to deliver an answer; answer';
