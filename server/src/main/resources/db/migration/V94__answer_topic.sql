-- Topics for answers that a configuration names, by the code of an application that may be made
-- later: it is to hear of its first message.
create table answer_topic (
  application  text not null,          -- by code
  code         text not null,          -- of the subscription
  wanted_until timestamptz not null,
  primary key (application, code)
);
comment on table answer_topic is 'Topics that processes have in their configuration; answer';

create function open_answer_topics() returns trigger language plpgsql as $$
begin
  insert into answer_subscription (id, application_id, code, way, types, nodes, wanted_until)
  select gen_random_uuid(), new.id, code, 'TOPIC', '{}', '{}', wanted_until
  from answer_topic where application = new.code and wanted_until > now();
  return null;
end
$$;

create trigger application_has_answer_topics after insert on application
  for each row execute function open_answer_topics();
