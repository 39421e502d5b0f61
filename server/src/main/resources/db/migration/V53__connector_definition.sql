create table connector_definition (
  id        uuid primary key,
  connector text not null unique,
  published uuid -- a version of this definition; null: none
);
comment on table connector_definition is 'Connectors that operators define; definition';

create table connector_definition_version (
  id            uuid primary key,
  definition_id uuid not null references connector_definition,
  number        integer not null,
  yaml          text not null,
  author        text not null,
  note          text,
  created_at    timestamptz not null default now(),
  published_at  timestamptz, -- the last time; null: never
  unique (definition_id, number),
  unique (definition_id, id)
);
comment on table connector_definition_version is
  'States of definitions, never changed but for when they were published; definition';
alter table connector_definition add foreign key (id, published)
  references connector_definition_version (definition_id, id);

create function refuse_definition_version_update() returns trigger language plpgsql as $$
begin
  raise exception 'definition versions are never changed';
end $$;
create trigger definition_version_is_immutable
  before update of definition_id, number, yaml, author, note, created_at
  on connector_definition_version
  for each row execute function refuse_definition_version_update();

-- Where the source's connector sent requests when its secrets were given; null: not known.
alter table source add column given_for text;
