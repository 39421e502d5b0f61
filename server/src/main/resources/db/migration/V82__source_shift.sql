-- What part of its weight a process gave a source, each time that this changed.
create table source_shift (
  id          uuid primary key,
  source_id   uuid not null references source (id) on delete cascade,
  process     uuid not null,               -- process.incarnation
  at          timestamptz not null default now(),
  before      smallint not null,           -- percent
  share       smallint not null,
  reason_code text not null,
  reason_with jsonb
);
create index source_shift_source on source_shift (source_id, at desc);
create index source_shift_at on source_shift (at);
comment on table source_shift is 'What part of its weight each source got, and why; limit.shift';
