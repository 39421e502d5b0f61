-- What is amiss: one row from when it was seen first until it is over; kept for ninety days then.
create table alarm (
  id              uuid primary key,
  kind            text not null,
  subject         text not null,        -- what it is about, unique within its kind while it lasts
  application     text,                 -- codes of what it is about, as far as it has them
  node            text,
  channel         text,
  source          text,
  lane            text,
  state           text not null check (state in ('PENDING', 'FIRING', 'RESOLVED')),
  severity        text not null check (severity in ('WARNING', 'CRITICAL')),
  reason_code     text not null,
  reason_with     jsonb,
  value           double precision not null,
  since           timestamptz not null, -- when it was seen first
  fired_at        timestamptz,
  clear_since     timestamptz,          -- when it was seen no more
  resolved_at     timestamptz,
  acknowledged_at timestamptz,
  acknowledged_by text,
  note            text
);
create unique index alarm_open on alarm (kind, subject) where state <> 'RESOLVED';
create index alarm_history on alarm (id) where state = 'RESOLVED';
comment on table alarm is 'What is or was amiss; alarm';

-- Who was told of what, so that each is told once.
create table alarm_notice (
  alarm_id uuid not null references alarm on delete cascade,
  event    text not null check (event in ('FIRING', 'RESOLVED', 'ESCALATED')),
  way      text not null check (way in ('MESSAGE', 'WEBHOOK')),
  at       timestamptz not null default now(),
  primary key (alarm_id, event, way)
);
comment on table alarm_notice is 'Who was told of which alarm; alarm';

-- What differs from the defaults, for all or for one application, node, channel, source or lane.
create table alarm_rule (
  id               uuid primary key,
  kind             text not null,
  scope            text not null
    check (scope in ('ALL', 'APPLICATION', 'NODE', 'CHANNEL', 'SOURCE', 'LANE')),
  key              text not null,       -- of the scope; empty: all
  enabled          boolean not null,
  threshold        double precision not null,
  for_seconds      int not null,
  severity         text not null check (severity in ('WARNING', 'CRITICAL')),
  escalate_minutes int,                 -- null: never
  updated_at       timestamptz not null default now(),
  updated_by       text not null,
  unique (kind, scope, key)
);
comment on table alarm_rule is 'Rules of alarms that differ from the defaults; alarm';

create table alarm_silence (
  id         uuid primary key,
  kind       text,                      -- null: any
  scope      text not null
    check (scope in ('ALL', 'APPLICATION', 'NODE', 'CHANNEL', 'SOURCE', 'LANE')),
  key        text not null,
  until      timestamptz not null,
  reason     text,
  created_at timestamptz not null default now(),
  created_by text not null
);
comment on table alarm_silence is 'Alarms that nobody is told of for a while; alarm';

-- Who is told. The address of a webhook may hold a token, and is sealed.
create table alarm_settings (
  only_row     boolean primary key default true check (only_row),
  webhook      bytea,
  application  text,
  node         text,
  tenant       text,
  recipients   text[] not null default '{}',
  escalation   text[] not null default '{}',
  evaluated_at timestamptz not null default 'epoch'
);
insert into alarm_settings default values;
comment on table alarm_settings is 'Who is told of alarms, and when they were last looked for; alarm';

-- What each process sees of its own disk.
create table process_disk (
  home    text primary key,
  free    bigint not null,
  total   bigint not null,
  seen_at timestamptz not null default now()
);
comment on table process_disk is 'How much room the disks of processes have; alarm';
