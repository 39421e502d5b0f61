-- Providers are asked about unknown outcomes whatever waits before them.
create index task_unknown on task (lane, due_at) where owner is null and state = 'UNKNOWN';

-- Vacuum without a pause took one of two processors for a second or two each minute of a flood.
alter table task set (autovacuum_vacuum_cost_delay = 1);
