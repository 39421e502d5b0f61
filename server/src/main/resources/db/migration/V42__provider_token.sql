-- Tokens that providers gave for a source's credentials, so that every process uses the same one and
-- one process at a time fetches the next.
create table provider_token (
  key            uuid primary key, -- a keyed hash of the connector and the credentials
  sealed         bytea,            -- the token; null until there was one
  ends_at        timestamptz,      -- when the provider takes it no longer
  fetching_until timestamptz       -- until then nobody else may fetch; null: nobody does
);
