-- Signing keys follow one another, and what is derived from a secret of this installation no longer hangs on one of them.
alter table signing_key
    -- From when on it signs. It is published before, so that every node knows it when the first token comes.
    add column signs_from timestamptz not null default now();

create table installation_secret (
    -- There is one.
    one    boolean primary key default true check (one),
    secret text    not null
);

-- Until now all was derived from the oldest key. HMAC takes a key of more than a block by its hash, so this one gives the same.
insert into installation_secret (secret)
select encode(sha256(convert_to(jwk, 'UTF8')), 'base64') from signing_key order by created_at, id desc limit 1;
