-- Where nodes meet, and how a second cluster on the same database is noticed.
alter table node_life
    -- By the database's clock, so that nodes whose own clocks differ agree on who is alive.
    add column alive_at timestamptz not null default 'epoch',
    -- Whether it is in a cluster that others can join.
    add column member   boolean     not null default false;
