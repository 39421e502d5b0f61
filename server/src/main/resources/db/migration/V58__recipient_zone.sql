-- Where a person is: what a time of day means to them. Null: the tenant's zone.
alter table recipient add column zone text;

-- Of jobs over many messages that put them off: until when, as it was written.
alter table resend_job add column send_at text;
