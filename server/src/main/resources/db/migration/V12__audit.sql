-- Who did what, in one chain: each entry's hash is over the hash before it and its own content.
create table audit_entry (
  position bigint primary key check (position > 0), -- 1, 2, 3, … without a gap
  at       timestamptz not null,
  actor    text not null,      -- what kind of actor
  actor_id text,
  name     text not null,      -- of the actor, as it was then
  address  text,               -- where the request came from
  action   text not null,
  subject  text not null,
  detail   json,               -- kept as it was written: its text is hashed
  hash     bytea not null check (length(hash) = 32)
);
create index audit_entry_at on audit_entry (at);
create index audit_entry_name on audit_entry (name, position);
create index audit_entry_subject on audit_entry (subject, position);

create function refuse_audit_change() returns trigger language plpgsql as $$
begin
  raise exception 'audit entries are never changed or deleted';
end $$;
create trigger audit_entry_is_append_only before update or delete on audit_entry
  for each row execute function refuse_audit_change();
create trigger audit_entry_is_never_emptied before truncate on audit_entry
  for each statement execute function refuse_audit_change();
