alter table process add column version text; -- of the program; null: before there was this column
