-- What an application wants done for it.
alter table application
  add column holds_surges  boolean not null default false, -- a node that sends far more than usual waits
  add column weekly_report boolean not null default false; -- its owner is sent figures each week

-- Of a pause that Herald made, because a node sent far more than usual.
alter table pause
  add column surge_count   bigint,
  add column surge_usual   bigint,
  add column surge_minutes int;
