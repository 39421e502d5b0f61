-- A campaign of a configuration file is made once, and known by its key there.
alter table campaign add column code text;
alter table campaign add column ordered bytea; -- the order as it was written, sealed
create unique index campaign_code on campaign (code) where code is not null;
