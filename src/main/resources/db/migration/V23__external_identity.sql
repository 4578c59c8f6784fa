-- Who somebody is elsewhere: an account of another provider that opens one of ours.
create table external_identity (
    -- As the provider's tokens say, both; a subject alone could be anybody's.
    issuer     text        not null,
    subject    text        not null,
    person     text        not null references person on delete cascade,
    created_at timestamptz not null default now(),
    primary key (issuer, subject)
);
create index external_identity_person_idx on external_identity (person);

-- ID tokens that have been used: each opens one session, whichever node sees it again.
create table spent_id_token (
    -- SHA-256 of what is signed.
    hash       bytea       primary key,
    expires_at timestamptz not null
);
create index spent_id_token_expiry_idx on spent_id_token (expires_at);

-- Who came back from a provider and is about to be let in; a row goes with its use.
create table external_entry (
    -- SHA-256 of what the browser holds.
    hash       bytea       primary key,
    person     text        not null references person on delete cascade,
    provider   text        not null,
    expires_at timestamptz not null
);
create index external_entry_person_idx on external_entry (person);
create index external_entry_expiry_idx on external_entry (expires_at);

-- Whose person is not seen is not seen either.
select keep_to_school('external_identity', 'exists (select from person where person.id = external_identity.person)');
select keep_to_school('external_entry', 'exists (select from person where person.id = external_entry.person)');
