-- The counts of everybody together. An overview of a week reads a few rows an hour, however many
-- nodes and companies send.
create table rollup_of_all (
  grain     text not null check (grain in ('MINUTE', 'HOUR')),
  start     timestamptz not null,  -- of the minute or hour, in UTC
  fact      text not null,         -- this and what follows: as in rollup
  channel   text not null,
  source_id uuid not null,
  state     text not null,
  outcome   text not null,
  reason    text not null,
  count     bigint not null,
  primary key (grain, start, fact, channel, source_id, state, outcome, reason)
);
comment on table rollup_of_all is
  'Statistics: what happened, by channel, source and reason, of everybody together; statistics';

insert into rollup_of_all
select grain, start, fact, channel, source_id, state, outcome, reason, sum(count)
from rollup
where grain = 'MINUTE' or grain = 'HOUR' and start >= now() - interval '8 days'
group by 1, 2, 3, 4, 5, 6, 7, 8;
