-- When a tenant's people are left in peace, on their own clocks: 22:00 to 08:00.
alter table tenant add column quiet_from text check (quiet_from ~ '^[0-2][0-9]:[0-5][0-9]$');
alter table tenant add column quiet_to text check (quiet_to ~ '^[0-2][0-9]:[0-5][0-9]$');
alter table tenant add constraint tenant_quiet check ((quiet_from is null) = (quiet_to is null));

-- What a node does then; null: as its lane does. Its own hours; null: its tenant's.
alter table node add column quiet text check (quiet in ('HOLD', 'DROP', 'SEND'));
alter table node add column quiet_from text check (quiet_from ~ '^[0-2][0-9]:[0-5][0-9]$');
alter table node add column quiet_to text check (quiet_to ~ '^[0-2][0-9]:[0-5][0-9]$');
alter table node add constraint node_quiet check ((quiet_from is null) = (quiet_to is null));

-- How often a person may be sent a topic on a day of its own clock; null: any number.
alter table topic add column per_day integer check (per_day between 1 and 100);

-- Which submissions went to a person on a day, of topics that have a limit. A row has at most as
-- many as its topic's limit.
create table daily_dose (
  person_key  uuid not null,
  topic       text not null,
  day         date not null,
  submissions uuid[] not null,
  primary key (person_key, topic, day)
);
create index daily_dose_day on daily_dose (day);

comment on table daily_dose is
  'What was sent to people today, of topics with a daily limit, under a keyed hash; preference';
