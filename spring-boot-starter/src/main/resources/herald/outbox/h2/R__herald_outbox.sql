-- What is to be sent through Herald, until it was. Times are milliseconds since 1970.
-- For Flyway as a repeatable migration, or for any other tool as it is: it may run again.
create table if not exists herald_outbox (
  id varchar(36) primary key,
  submission character large object not null,
  created_at bigint not null,
  due_at bigint, -- null: parked
  attempts integer not null,
  parked_at bigint,
  reason varchar(2000)
);

create index if not exists herald_outbox_due on herald_outbox (due_at);
