-- When the certificate of the server's own address ends, as it was last seen.
create table certificate_look (
  host      text primary key,
  ends_at   timestamptz not null,
  looked_at timestamptz not null default now()
);
comment on table certificate_look is 'When the certificate of herald.url ends, as last seen; alarm';
