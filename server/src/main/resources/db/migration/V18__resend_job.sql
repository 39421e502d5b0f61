create table resend_job (
  id           uuid primary key,
  state        text not null check (state in ('RUNNING', 'STOPPED', 'DONE')),
  filter       bytea not null,   -- sealed: it may hold an address
  per_second   int not null,
  requested_by text not null,
  created_at   timestamptz not null default now(),
  finished_at  timestamptz,
  total        bigint not null,
  resent       bigint not null default 0,
  failed       bigint not null default 0,
  left_out     json not null default '{}',
  problem      text,
  position     uuid not null,     -- messages before it are still to be looked at
  worker       uuid,              -- who works on it
  leased_until timestamptz
);
create index resend_job_running on resend_job (created_at) where state = 'RUNNING';
