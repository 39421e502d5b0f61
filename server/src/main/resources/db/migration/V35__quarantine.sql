-- Records of queues that could not be taken, until somebody has decided what becomes of them.
create table quarantine (
  id          uuid primary key,
  queue       text not null,
  position    text not null,   -- where it stood at its broker
  identity    uuid not null,   -- blind index: a record that comes again is kept once
  application text,            -- null: nobody knows whose it is
  arrived_at  timestamptz not null default now(),
  size        int not null,    -- of its body
  state       text not null default 'WAITING' check (state in ('WAITING', 'REPLAYED', 'DISCARDED')),
  decided_at  timestamptz,
  decided_by  text,
  request_id  uuid,            -- what it became
  about       bytea,           -- sealed: headers and what is wrong; null once it is decided
  body        bytea,           -- sealed; null once it is decided
  unique (queue, identity)
);
create index quarantine_state on quarantine (state, id);
