-- The caller's own name of a message, such as an order's number, as a blind index; and whom a
-- message of a key with limits may reach: the stand-ins, or guests. Null: everybody.
alter table message add column reference_key uuid, add column send_limit text;
create index message_reference on message (reference_key, id) where reference_key is not null;
