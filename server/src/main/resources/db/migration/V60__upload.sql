-- Files that people bring, in sealed parts, for a few days.
create table upload (
  id         uuid primary key,
  made_by    text not null,
  made_at    timestamptz not null default now(),
  name       text not null,
  bytes      bigint not null,
  digest     bytea not null,          -- SHA-256: the same file again
  encoding   text not null,           -- as it was found out
  delimiter  text not null
);
create index upload_digest on upload (digest, made_at);
comment on table upload is 'Files that people bring, for a few days; upload';

create table upload_part (
  upload_id uuid not null,            -- the row of the upload comes when all parts are there
  number    int not null,
  made_at   timestamptz not null default now(),
  content   bytea not null,
  primary key (upload_id, number)
);
comment on table upload_part is 'The bytes of uploads, sealed; upload';

-- What is wrong with a row of a file, for whoever brought it.
create table row_fault (
  owner  uuid not null,               -- the import or campaign that met it
  line   bigint not null,
  field  text not null,               -- the column as the file names it; empty: the whole row
  code   text not null,
  with_  jsonb,
  primary key (owner, line, field)
);
comment on table row_fault is 'What is wrong with rows of files; upload';
