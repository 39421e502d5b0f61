-- Rows of campaigns say whom they reach for as long as they are to be sent, and no longer.
alter table campaign add column taken_to bigint not null default 0; -- rows behind position up to it are being submitted
alter table campaign add column emptied boolean not null default false; -- it is over, and no row of it has a content
comment on column campaign_row.content is 'addresses and variables, sealed; empty once it has its fate';
