-- Of a node whose plan falls back: when the next channel is used without news of the one before.
alter table node add column escalate_seconds integer check (escalate_seconds between 1 and 604800);
alter table node add column escalate_unless text check (escalate_unless in ('DELIVERED', 'READ'));
alter table node add constraint node_escalate
  check ((escalate_seconds is null) = (escalate_unless is null));

-- Messages whose next channel is used unless something is told of them in time.
create table escalation (
  message_id uuid primary key,
  due_at     timestamptz not null
);
create index escalation_due on escalation (due_at);

comment on table escalation is
  'When the next channel of a message is used unless it was delivered or read by then; task.store';
