-- What happened in each minute: the statistics of the overview. Processes add to it in batches.
create table tally (
  minute    timestamptz not null,
  fact      text not null check (fact in ('ACCEPTED', 'CALLED', 'ENDED', 'RETRIED')),
  lane      text not null,
  channel   text not null,
  source_id uuid not null,  -- zero: none
  state     text not null,  -- of what ended; else empty
  outcome   text not null,  -- of the call, if there was one; else empty
  count     bigint not null,
  latency   bigint[],       -- of what was sent: a histogram, see Latencies
  primary key (minute, fact, lane, channel, source_id, state, outcome)
);
