-- What became of a message once it was there: the application says so. Each kind once of a message.
create table message_feedback (
  message_id uuid not null,
  kind       text not null check (kind in ('CODE_USED', 'RECEIVED', 'NOT_RECEIVED', 'UNWANTED')),
  node_id    uuid not null,
  at         timestamptz not null default now(),
  actor      text not null,
  primary key (message_id, kind)
);
create index message_feedback_node on message_feedback (node_id, at);
comment on table message_feedback is 'What applications say became of their messages; message';
