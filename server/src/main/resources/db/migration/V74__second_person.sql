-- Nodes whose templates are published by somebody else than their author.
create table second_person (
  node_id uuid primary key references node on delete cascade
);
