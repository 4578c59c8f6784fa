-- How far what earlier releases wrote in plain has been sealed. Only when all of it is may anybody be erased.
create table journal_sealing (
    -- There is one.
    one      boolean primary key default true check (one),
    tx       xid8    not null default '0',
    ordering bigint  not null default 0,
    finished boolean not null default false
);
insert into journal_sealing default values;
