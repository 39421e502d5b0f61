create table plugin_reload (
  one   boolean primary key default true check (one),
  asked bigint not null
);
comment on table plugin_reload is
  'How often all processes were asked to read their plug-ins again; definition';
insert into plugin_reload (asked) values (0);
