-- Who did what, for those who must answer for it: rows are only ever added, and each holds the hash of the one before it.
create table audit_entry (
    school   text        not null,
    -- 1, 2, 3 … in each school, without holes.
    number   bigint      not null,
    at       timestamptz not null,
    actor    text        not null,
    action   text        not null,
    topic    text,
    -- Whom or what it was done to.
    subject  text,
    reason   text,
    -- The id of the command or of the request, where there was one.
    request  text,
    -- The address it came from, where that is known.
    origin   text,
    previous bytea       not null,
    -- SHA-256 of the hash before and of all columns; see AuditChain.
    hash     bytea       not null,
    primary key (school, number)
);

-- The end of each school's chain: the next entry is appended under its lock, and entries cut off the end are missed.
create table audit_head (
    school text   primary key,
    number bigint not null,
    hash   bytea  not null
);

create function audit_refuse() returns trigger language plpgsql as $$
begin
    raise exception 'the audit log is append-only';
end $$;

create function audit_head_forward() returns trigger language plpgsql as $$
begin
    if new.school <> old.school or new.number <> old.number + 1 then
        raise exception 'the audit log is append-only';
    end if;
    return new;
end $$;

create trigger audit_entry_append_only before update or delete or truncate on audit_entry
    for each statement execute function audit_refuse();
create trigger audit_head_kept before delete or truncate on audit_head
    for each statement execute function audit_refuse();
create trigger audit_head_moves_forward before update on audit_head
    for each row execute function audit_head_forward();
