-- A message may come from others: the digest that they went out in; or from one that no delivery was
-- told of in time. What is there was checked before.
alter table message drop constraint message_origin_check;
alter table message add constraint message_origin_check
  check (origin in ('RESEND', 'FALLBACK', 'DIGEST', 'ESCALATION')) not valid;

-- Whether a node gathers what comes for one recipient: 30m from the first, or until 09:00; null: no.
alter table node add column digest text check (digest ~ '^([0-9]+[smhd]|[0-2][0-9]:[0-5][0-9])');

-- What waits to go out in its recipient's digest.
create table digest_member (
  message_id uuid primary key,
  digest_key uuid not null,        -- keyed hash: equal for all that may go in one digest
  from_at    timestamptz not null, -- it goes in no digest before
  due_at     timestamptz not null  -- when a digest goes for its sake
);
create index digest_member_due on digest_member (due_at);
create index digest_member_key on digest_member (digest_key, message_id);

comment on table digest_member is
  'Messages that wait to go out inside one digest of their recipient, under a keyed hash; task.store';
