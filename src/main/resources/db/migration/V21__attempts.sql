-- How often something was tried lately, by name, counted for the whole cluster. Not logged: what a crash of the database forgets is some
-- minutes old, and a write for each attempt must cost little.
create unlogged table attempt (
    -- A hash: neither address nor e-mail stands here.
    name  bytea       primary key,
    since timestamptz not null,
    count integer     not null
);
create index attempt_since on attempt (since);
