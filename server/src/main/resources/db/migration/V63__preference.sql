-- What people may want or not want: topics that nodes share, with names for people to read.
create table topic (
  code       text primary key,
  name_en    text,
  name_zh    text,
  updated_at timestamptz not null default now(),
  check (name_en is not null or name_zh is not null)
);

-- What a node is about to a person: a topic, or else (null) its own, application/node. An exempt
-- node's messages heed no wishes: login codes.
alter table node add column topic text;
alter table node add column exempt boolean not null default false;
create index node_topic on node (topic);

-- What a person said of a topic and a channel. The key is a keyed hash of the recipient's code, or
-- of an address: nobody reads from it who that is. '*' stands for every topic, or every channel.
create table preference (
  person_key uuid not null,
  topic      text not null,
  channel    text not null,
  wanted     boolean not null,
  said_by    text not null,
  said_at    timestamptz not null default now(),
  primary key (person_key, topic, channel)
);
create index preference_said on preference (said_at);

-- The colour of the pages that a tenant's people see: #rrggbb; null: Herald's own.
alter table tenant add column color text check (color ~ '^#[0-9a-f]{6}$');

comment on table topic is 'What nodes are about to people; topic';
comment on table preference is
  'What people want, by topic and channel, under a keyed hash of who they are; preference';
