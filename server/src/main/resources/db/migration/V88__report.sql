-- Weekly reports: by which company's sources they are sent, and how far they are.
create table report_settings (
  singular  boolean primary key default true check (singular),
  tenant    text,                       -- null: nothing is sent
  last_week date not null default '1970-01-05' -- the Monday up to which reports were sent
);
insert into report_settings default values;
comment on table report_settings is 'Who sends weekly reports; report';
