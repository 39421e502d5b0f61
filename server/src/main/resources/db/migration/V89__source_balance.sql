-- What providers say is left of what accounts paid in advance.
create table source_balance (
  source_id uuid primary key references source on delete cascade,
  asked_at  timestamptz not null,
  told_at   timestamptz,               -- the last time that the provider answered
  amount    numeric,                   -- what it said then
  currency  text,                      -- null: messages are left, not money
  code      text,                      -- why it did not answer the last time
  with_     jsonb
);
comment on table source_balance is 'What providers say is left of prepaid accounts; cost';
