-- Secrets of subscriptions that were replaced, and sign until they end.
create table answer_old_secret (
  subscription_id uuid not null references answer_subscription on delete cascade,
  replaced_at timestamptz not null default clock_timestamp(),
  secret bytea not null,
  ends_at timestamptz not null,
  primary key (subscription_id, replaced_at)
);

insert into answer_old_secret (subscription_id, secret, ends_at)
select id, old_secret, old_secret_end from answer_subscription
where old_secret is not null and old_secret_end > now();
