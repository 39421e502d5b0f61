-- What came and became no message: refused, or the repeat of an earlier one. For those who look for
-- a message that was never made; written beside the way of submissions, and let go of after a while.
create table submission_note (
  id             uuid primary key,     -- UUIDv7: when
  application_id uuid,                 -- null: nobody knows whose
  tenant         text,                 -- as it was written
  outcome        text not null check (outcome in ('REFUSED', 'REPEATED')),
  message_id     uuid,                 -- that stands for a repeat
  keys           uuid[] not null,      -- blind indexes of its addresses, people and references
  about          bytea not null        -- sealed: the node, what is wrong, the reference
);
create index submission_note_keys on submission_note using gin (keys);
comment on table submission_note is 'Submissions that became no message, for diagnoses; intake';
