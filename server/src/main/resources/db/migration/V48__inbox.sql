-- What recipients find in their inboxes. What it says is rendered from its message when it is read.
create table inbox_entry (
  message_id    uuid primary key,
  owner         uuid not null,           -- blind index of application, tenant, recipient and test
  put_at        timestamptz not null default now(),
  expires_at    timestamptz,
  first_read_at timestamptz,             -- stays when it is marked as unread again
  read_at       timestamptz,
  archived_at   timestamptz
);
create index inbox_entry_owner on inbox_entry (owner, message_id) where archived_at is null;
create index inbox_entry_unread on inbox_entry (owner, message_id)
  where archived_at is null and read_at is null;
create index inbox_entry_archive on inbox_entry (owner, message_id) where archived_at is not null;
