-- People who are erased, by their ids alone: so that nothing of them comes back.
create table erased_person (
    school    text        not null,
    person    text        not null,
    erased_at timestamptz not null default clock_timestamp(),
    primary key (school, person)
);
select keep_to_school('erased_person');

-- Under which advisory lock a person's rows are written and erased. 64 for all people: a transaction may write the rows of thousands, and
-- the server has room for some thousand locks.
create function person_lock(school text, person text) returns int language sql immutable as $$
    select hashtext(school || ' ' || person) & 63
$$;

-- For tables of people, before insert: the row of an erased person is not written, whoever comes with it. Either the erasure is first and is
-- seen here, or it waits for this transaction and finds the row. The first argument is the person's column; with a second one that names
-- another column, the row is written and that column left empty.
create function keep_erased() returns trigger language plpgsql as $$
declare
    whose text := to_jsonb(new) ->> tg_argv[0];
begin
    if whose is null then
        return new;
    end if;
    perform pg_advisory_xact_lock_shared(26, person_lock(new.school, whose));
    if not exists (select from erased_person e where e.school = new.school and e.person = whose) then
        return new;
    end if;
    if tg_nargs = 1 then
        return null;
    end if;
    return jsonb_populate_record(new, jsonb_build_object(tg_argv[1], ''));
end $$;

-- Whose words an edited text is.
alter table chat_change add column author text;
select set_config('lyceum.scope', 'server', true);
update chat_change c set author = (
    select convert_from(j.event_payload, 'UTF8')::jsonb ->> 'by' from event_journal j
    where j.persistence_id = c.school || '|chat:' || c.chat and j.sequence_number = c.seq);
create index chat_change_author_idx on chat_change (school, author);
create index chat_reaction_person_idx on chat_reaction (school, person);

create trigger erased before insert on chat_member     for each row execute function keep_erased('person');
create trigger erased before insert on chat_reaction   for each row execute function keep_erased('person');
create trigger erased before insert on chat_change     for each row execute function keep_erased('author');
create trigger erased before insert on class_member    for each row execute function keep_erased('person');
create trigger erased before insert on course_progress for each row execute function keep_erased('learner');
create trigger erased before insert on live_class      for each row execute function keep_erased('teacher', 'teacher_name');
create trigger erased before insert on course          for each row execute function keep_erased('teacher', 'teacher_name');
