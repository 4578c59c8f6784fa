-- Each sign-in as its owner sees it; its id is the family of its refresh tokens.
create table session (
    id         uuid        primary key,
    person     text        not null references person on delete cascade,
    created_at timestamptz not null,
    -- When, with what and from where it was last used.
    used_at    timestamptz not null,
    agent      text,
    address    text
);
create index session_person_idx on session (person);

-- What came before has lasted at least since its last token was made; more was not written down.
insert into session (id, person, created_at, used_at)
select family, person, coalesce(min(used_at), now()), coalesce(max(used_at), now()) from refresh_token group by family, person;
