create table pause (
  kind   text not null check (kind in ('NODE', 'LANE')),
  target text not null,   -- the node's id, the lane's name
  key    text not null,   -- how people name it
  actor  text not null,
  at     timestamptz not null default now(),
  reason text,
  primary key (kind, target)
);

-- Tasks that wait for a pause to end. When it does they are due at once, if they wait still: a
-- task that was settled since has another sequence.
create table parked (
  kind     text not null,
  target   text not null,
  task_id  uuid not null,
  sequence int not null,
  primary key (kind, target, task_id)
);
