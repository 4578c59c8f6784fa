-- Codes of an authenticator as a second proof.
create table second_factor (
    person       text        primary key references person on delete cascade,
    -- The seed, sealed with a key of the installation.
    sealed       text        not null,
    -- Null until a first code has shown that the authenticator has the seed.
    confirmed_at timestamptz,
    -- The 30 seconds whose code was used last: neither it nor an earlier one is good again.
    last_step    bigint      not null default 0,
    failures     int         not null default 0,
    locked_until timestamptz
);

-- For who has lost the authenticator; a row goes with its use.
create table recovery_code (
    person text  not null references person on delete cascade,
    -- SHA-256 of 80 random bits.
    hash   bytea not null,
    primary key (person, hash)
);

-- Somebody has shown the password and not yet the second factor; a row goes with its use.
create table login_challenge (
    hash       bytea       primary key,
    person     text        not null references person on delete cascade,
    expires_at timestamptz not null
);
create index login_challenge_expiry_idx on login_challenge (expires_at);
