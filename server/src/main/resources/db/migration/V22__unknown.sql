-- Providers are asked about unknown outcomes whatever waits before them.
create index task_unknown on task (lane, due_at) where owner is null and state = 'UNKNOWN';
