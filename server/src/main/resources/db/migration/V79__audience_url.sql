-- An audience may be what the caller's URL answers, page by page.
alter table campaign add column audience_url text;
alter table campaign add column audience_token bytea; -- what the URL is asked with, sealed; null: nothing
