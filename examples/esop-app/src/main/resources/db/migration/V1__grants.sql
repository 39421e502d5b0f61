create table grants (
  id varchar(40) primary key,
  tenant varchar(40) not null,
  employee varchar(40) not null,
  name varchar(60) not null,
  shares bigint not null,
  price decimal(12, 4) not null,
  currency varchar(3) not null,
  vests_on date not null,
  vested boolean not null
);

-- What a company has set aside for its people. More than that can't vest.
create table pool (
  tenant varchar(40) primary key,
  shares bigint not null check (shares >= 0)
);

insert into pool (tenant, shares) values ('hengtong', 1000000), ('northwind', 1000000);
