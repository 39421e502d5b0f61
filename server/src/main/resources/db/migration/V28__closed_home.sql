-- Links that earlier versions wrote to a log which others can read open nothing any more. The next
-- start makes another.
delete from first_administrator where used_at is null;

-- Which seals a process opens; null: only those that are not bound to owners. While there is such a
-- one, nobody makes others.
alter table process add column seals int;
