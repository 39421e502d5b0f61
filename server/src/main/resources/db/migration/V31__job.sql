-- Jobs that the cluster shares, in the shape that db-scheduler asks for.
create table job (
  task_name            text not null,
  task_instance        text not null,
  task_data            bytea,
  execution_time       timestamptz not null,
  picked               boolean not null,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures int,
  last_heartbeat       timestamptz,
  version              bigint not null,
  priority             smallint,
  primary key (task_name, task_instance)
);
create index job_due on job (execution_time);
create index job_heartbeat on job (last_heartbeat);

-- What became of each job's last run.
create table job_run (
  task_name     text not null,
  task_instance text not null,
  process       text not null,
  ended_at      timestamptz not null,
  millis        bigint not null,
  failure       text,             -- null: it succeeded
  primary key (task_name, task_instance)
);
