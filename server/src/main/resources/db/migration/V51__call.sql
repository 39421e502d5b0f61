-- A call to a provider may be for several messages. A task and an event of one that went with
-- others name the call: by the id of its first message, which the provider may have been told.
alter table task add column call_id uuid;
alter table event add column call_id uuid, add column call_messages integer;

-- Those of one call are taken back together. Rows written before name no call.
create index event_call on event (call_id) where call_id is not null;
