-- A job over many messages sends them again, or takes them back.
alter table resend_job
  add column act text not null default 'RESEND',
  add column others boolean not null default false;
