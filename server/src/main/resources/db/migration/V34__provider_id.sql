-- What a provider calls a message leads to it. A hash takes the same room for an id of any length,
-- and each month's events have an index of their own.
create index event_provider on event using hash (provider_id) where provider_id is not null;
