create table school (
    id   text primary key,
    name text not null
);

create table person (
    id            text        primary key,
    school        text        not null references school,
    email         text        not null,
    name          text        not null,
    role          text        not null,
    -- Argon2id in PHC form: the parameters stand in the hash, so they can be raised later.
    password_hash text        not null,
    created_at    timestamptz not null default now()
);
-- One account per address, however it is spelt.
create unique index person_email_idx on person (lower(email));
create index person_school_idx on person (school, name);

create table refresh_token (
    -- SHA-256 of the token: who reads this table cannot sign in with it.
    hash       bytea       primary key,
    -- All tokens that descend from one sign-in; when a used one comes back the whole family dies.
    family     uuid        not null,
    person     text        not null references person on delete cascade,
    expires_at timestamptz not null,
    used_at    timestamptz,
    revoked    boolean     not null default false
);
create index refresh_token_family_idx on refresh_token (family);
create index refresh_token_person_idx on refresh_token (person);
create index refresh_token_expiry_idx on refresh_token (expires_at);

-- The keys access tokens are signed with; shared by every node, made on the first start.
create table signing_key (
    id         text        primary key,
    -- A private JSON Web Key.
    jwk        text        not null,
    created_at timestamptz not null default now()
);
