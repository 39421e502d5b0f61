create table node (
  id             uuid primary key,
  application_id uuid not null references application,
  code           text not null,
  name           text not null,
  lane           text not null,
  plan           json not null,
  schema         json not null, -- of the variables
  dedup_seconds  integer not null, -- 0: off
  expiry_seconds integer, -- null: never
  locale         text not null,
  updated_at     timestamptz not null default now(),
  unique (application_id, code)
);

create table template (
  id        uuid primary key,
  node_id   uuid not null references node,
  tenant_id uuid references tenant, -- null: for every tenant
  channel   text not null,
  locale    text not null,
  published uuid, -- a version of this template; null: none
  unique nulls not distinct (node_id, tenant_id, channel, locale)
);

create table template_version (
  id          uuid primary key,
  template_id uuid not null references template,
  number      integer not null,
  body        json not null,
  schema      json not null, -- the node's when the version was made
  author      text not null,
  note        text,
  created_at  timestamptz not null default now(),
  unique (template_id, number),
  unique (template_id, id)
);
alter table template add foreign key (id, published) references template_version (template_id, id);

create function refuse_template_version_update() returns trigger language plpgsql as $$
begin
  raise exception 'template versions are never changed';
end $$;
create trigger template_version_is_immutable before update on template_version
  for each row execute function refuse_template_version_update();
