-- Claims take of one tenant's messages on one channel what its sources take.
-- Empty: the task was saved by a version that did not know the column.
alter table task add column channel text not null default '';
create index task_flow on task (lane, tenant_id, channel, due_at) where owner is null;

-- The new index begins alike and serves the version before, too.
drop index task_tenant;
