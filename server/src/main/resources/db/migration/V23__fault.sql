-- What rules count of a task, and what the provider called it: a claim that came to nothing is no
-- failure, and a provider that is asked later is asked by its own id.
alter table task add column failures int;  -- null: written before, when each attempt counted
alter table task alter column failures set default 0;
alter table task add column provider_id text;

-- Whose fault the outcome of a call was; null: nobody's, or not known then.
alter table event add column fault text;
