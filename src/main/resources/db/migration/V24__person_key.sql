-- With which what is a person's own is sealed in the journal and in snapshots. Erasing a person is destroying this key.
create table person_key (
    school       text        not null,
    person       text        not null,
    -- 32 bytes in Base64, sealed by the installation's key where there is one.
    key          text,
    made_at      timestamptz not null default clock_timestamp(),
    -- The row stays, so that nobody makes another key: what is written of the person later is lost at once.
    destroyed_at timestamptz,
    primary key (school, person),
    constraint person_key_destroyed check ((key is null) = (destroyed_at is not null))
)
-- Whose row was changed lost a key: its bytes are to leave the file soon.
with (autovacuum_vacuum_threshold = 1, autovacuum_vacuum_scale_factor = 0);
create index person_key_destroyed_idx on person_key (destroyed_at) where destroyed_at is not null;

create function person_key_stays_destroyed() returns trigger language plpgsql as $$
begin
    if old.destroyed_at is not null then
        raise exception 'a destroyed key stays destroyed';
    end if;
    return new;
end $$;
create trigger person_key_destroyed before update on person_key
    for each row execute function person_key_stays_destroyed();

select keep_to_school('person_key');
