-- From registration to a closed account.
alter table person
    -- Since when the account may not be used.
    add column banned_at timestamptz;

-- Who has registered and not yet shown that the address is theirs. Each has a token of its own: what counts is the password of the one whose
-- mail was followed, whoever else registers with the address.
create table registration (
    -- SHA-256 of the token in the mail.
    hash          bytea       primary key,
    school        text        not null references school,
    email         text        not null,
    email_key     text        not null generated always as (lower(email)) stored,
    name          text        not null,
    password_hash text        not null,
    created_at    timestamptz not null,
    expires_at    timestamptz not null
);
create index registration_email_idx on registration (email_key, created_at desc);
create index registration_expiry_idx on registration (expires_at);

create table invitation (
    id         uuid        primary key,
    hash       bytea       not null unique,
    school     text        not null references school,
    email      text        not null,
    role       text        not null,
    invited_by text        not null references person on delete cascade,
    created_at timestamptz not null,
    expires_at timestamptz not null
);
create index invitation_school_idx on invitation (school, created_at);

-- With which a person sets a new password: the first one, or one in place of a forgotten one.
create table password_token (
    hash       bytea       primary key,
    person     text        not null references person on delete cascade,
    expires_at timestamptz not null
);
create index password_token_person_idx on password_token (person);

-- Mails that are to be sent; a row goes when its mail has gone.
create table mail (
    id         bigint      generated always as identity primary key,
    -- Recipient, subject and text, sealed: in the text is what proves an address.
    sealed     text        not null,
    created_at timestamptz not null,
    -- Not before; also the time until which a node has taken it.
    due_at     timestamptz not null,
    attempts   int         not null default 0
);
create index mail_due_idx on mail (due_at);
