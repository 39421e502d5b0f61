-- What a key is called, what it may do, whom it reaches, and until when.
alter table api_key
  add column name text,
  add column scopes text[],              -- null: send, read and operate
  add column mode text not null default 'LIVE' check (mode in ('LIVE', 'TEST', 'GUESTS')),
  add column guests bytea,               -- sealed: whom a key of the mode GUESTS reaches
  add column expires_at timestamptz,
  add column limited_hash bytea;         -- of a key with limits; its hash is empty then, so that a
                                         -- process which knows of no limits opens nothing by it
