-- A resend job that can't go on is put off, and fails after some tries in a row.
alter table resend_job drop constraint resend_job_state_check;
alter table resend_job add constraint resend_job_state_check
  check (state in ('RUNNING', 'STOPPED', 'FAILED', 'DONE'));
alter table resend_job
  add column tries int not null default 0,   -- in a row that came to nothing
  add column waits_until timestamptz,        -- not to be taken up before
  add column waits_for text;                 -- why
