-- What happened, counted by whose it was, by minute (two days), hour (a hundred days) and day.
-- Processes add to it in batches; what one that died had not added is counted anew from its events.
create table rollup (
  grain          text not null check (grain in ('MINUTE', 'HOUR', 'DAY')),
  start          timestamptz not null,  -- of the minute, hour or day, in UTC
  fact           text not null check (fact in ('ACCEPTED', 'CALLED', 'ENDED', 'RETRIED')),
  application_id uuid not null,         -- zero: counted before there was this table
  node_id        uuid not null,
  tenant_id      uuid not null,
  lane           text not null,
  channel        text not null,
  source_id      uuid not null,         -- zero: none
  state          text not null,         -- of what ended, or FELL_BACK; else empty
  outcome        text not null,         -- of the call, if there was one; else empty
  reason         text not null,         -- the code of what went wrong; else empty
  count          bigint not null,
  primary key (grain, start, fact, application_id, node_id, tenant_id, lane, channel, source_id,
    state, outcome, reason)
);
comment on table rollup is
  'Statistics: what happened, by application, node, tenant, channel, source and reason; statistics';
comment on table tally is 'Statistics: how long it took what was sent in each minute; statistics';

insert into rollup
select grain, date_trunc(lower(grain), minute, 'UTC'), fact, none, none, none, lane, channel,
  source_id, state, outcome, '', sum(count)
from tally
cross join unnest(array['MINUTE', 'HOUR', 'DAY']) as grain
cross join (select '00000000-0000-0000-0000-000000000000'::uuid as none) zero
where grain <> 'MINUTE' or minute >= now() - interval '2 days'
group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11;

-- The events of a minute, without an index that each insert pays for.
create index event_at on event using brin (at) with (pages_per_range = 32);

-- Whether the minutes around a process's end were counted anew.
alter table process add column recounted boolean not null default false;
update process set recounted = true where ended_at is not null;
