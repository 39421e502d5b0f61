-- How the mailboxes are read that the mails of sources come back to.
create table report_box (
  source_id  uuid primary key references source on delete cascade,
  visited_at timestamptz not null,
  read_at    timestamptz,              -- the last time that somebody got in
  reports    bigint not null,
  code       text,                     -- why nobody got in the last time
  with_      jsonb
);
comment on table report_box is 'How the mailboxes of sources are read; receipt';
