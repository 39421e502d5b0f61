-- What happened and why is stored as a code and its parameters; words are made of them when
-- somebody reads. Rows written before have a sentence in "reason" or "waits_for" and no code.
alter table event alter column reason set default '';
alter table event add column reason_code text, add column reason_with jsonb;
alter table task add column waits_for_code text, add column waits_for_with jsonb;
alter table resend_job
  add column problem_code text, add column problem_with jsonb,
  add column waits_for_code text, add column waits_for_with jsonb;
