-- When each node was last alive: after a crash of all, people who do not come back were last seen then.
create table node_life (
    node text        primary key,
    seen timestamptz not null
);
