-- Who paused a source, since when and why. Of those that were paused before, nobody knows.
alter table source
  add column paused_by text,
  add column paused_at timestamptz,
  add column paused_reason text;
