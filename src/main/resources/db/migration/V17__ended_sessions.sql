-- Sign-ins that are over while their access tokens have not expired. Every node reads the new ones every second.
create table ended_session (
    -- The family of refresh tokens.
    session  uuid        primary key,
    person   text        not null,
    ended_at timestamptz not null default clock_timestamp()
);
create index ended_session_time_idx on ended_session (ended_at);

-- By trigger: whoever ends a sign-in, in whatever way, cannot forget to say so, and both are done or none.
create function note_ended_session() returns trigger language plpgsql as $$
begin
    insert into ended_session (session, person) values (old.family, old.person) on conflict do nothing;
    return null;
end $$;

create trigger refresh_token_revoked after update on refresh_token
    for each row when (new.revoked and not old.revoked) execute function note_ended_session();
-- A person is taken away with all tokens; one that is spent or has expired may go without an end.
create trigger refresh_token_gone after delete on refresh_token
    for each row when (not old.revoked and old.used_at is null and old.expires_at > now()) execute function note_ended_session();
