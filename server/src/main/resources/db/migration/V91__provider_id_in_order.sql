-- Ids that many messages have in common: a call for hundreds has one, a definition may read the
-- same of each answer. A hash index walks all of these at each insert; in a tree they stand in order.
drop index event_provider;
create index event_provider on event (hashtext(provider_id), message_id)
  where provider_id is not null;
