-- Files that applications bring to go with emails, sealed. A file stays as long as a message has it.
create table attached_file (
  id             uuid primary key,
  application_id uuid not null,
  made_by        text not null,
  made_at        timestamptz not null default now(),
  bytes          bigint not null,
  digest         uuid not null,           -- blind index of its SHA-256: the same bytes again
  label          bytea not null,          -- sealed: its name and type
  content        bytea not null           -- sealed
);
-- What is sealed does not become smaller.
alter table attached_file alter column content set storage external;
create index attached_file_made on attached_file (made_at);
comment on table attached_file is 'Files that go with emails, sealed; attachment';

create table message_file (
  message_id uuid not null,
  file_id    uuid not null,
  primary key (file_id, message_id)
);
create index message_file_message on message_file (message_id);
comment on table message_file is 'Which messages have which kept files; task.store, attachment';
