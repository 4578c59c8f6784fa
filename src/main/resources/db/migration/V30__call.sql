-- Calls as their people list them; kept by a projection of the journal.
create table call (
    school       text        not null,
    id           text        not null,
    caller       text        not null,
    -- audio or video, as it began
    media        text        not null,
    placed_at    timestamptz not null,
    connected_at timestamptz,
    ended_at     timestamptz,
    -- answered, rejected, busy, missed or cancelled; none while it is live
    outcome      text,
    talked_ms    bigint      not null default 0,
    primary key (school, id)
);

create table call_member (
    school    text        not null,
    call      text        not null,
    person    text        not null,
    name      text        not null,
    -- ringing, in, left, rejected, busy or missed
    outcome   text        not null,
    talked_ms bigint      not null default 0,
    -- The call's, so that a person's list is read from one index.
    placed_at timestamptz not null,
    primary key (school, call, person)
);
create index call_member_person_idx on call_member (school, person, placed_at desc, call desc);

create trigger erased before insert on call_member for each row execute function keep_erased('person');

select keep_to_school('call');
select keep_to_school('call_member');
