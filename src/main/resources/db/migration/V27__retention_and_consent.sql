-- For how many days a school keeps things; 0: for ever.
alter table school
    add column keep_messages int not null default 0 check (keep_messages >= 0),
    -- After its end.
    add column keep_classes  int not null default 0 check (keep_classes >= 0),
    add column keep_quizzes  int not null default 0 check (keep_quizzes >= 0),
    -- After it was closed.
    add column keep_accounts int not null default 0 check (keep_accounts >= 0),
    -- Who is younger needs a guardian's consent; 0: nobody does.
    add column consent_below int not null default 0 check (consent_below between 0 and 21);

-- When the next run is due, for whichever node comes first.
create table retention_run (
    -- There is one.
    one     boolean     primary key default true check (one),
    next_at timestamptz not null
);
insert into retention_run (next_at) values ('epoch');

-- Up to which number nothing of a chat is shown any more.
create table chat_expiry (
    school  text   not null,
    chat    text   not null,
    through bigint not null,
    primary key (school, chat)
);
select keep_to_school('chat_expiry');

alter table quiz add column finished_at timestamptz;
select set_config('lyceum.scope', 'server', true);
-- Of those that are over already it was not written down.
update quiz set finished_at = now() where status = 'finished';

-- The least from which it follows who is a minor; null: not known, and then nobody's consent is asked for.
alter table person add column birth_year int check (birth_year between 1900 and 2200);

-- Who consented to what, or took it back; the newest row counts, none is ever changed.
create table consent (
    id           bigint      generated always as identity primary key,
    school       text        not null,
    child        text        not null,
    given        boolean     not null,
    -- A guardian, or somebody of the school who has it on paper.
    by           text        not null,
    at           timestamptz not null,
    -- Which text was agreed to.
    text_version int         not null,
    constraint consent_child_fk foreign key (school, child) references person (school, id) on delete cascade
);
create index consent_child_idx on consent (school, child, id desc);
select keep_to_school('consent');

-- The row stays and says that nothing is shown any more.
alter table live_class add column expired boolean not null default false;
alter table quiz add column expired boolean not null default false;
create index live_class_ended_idx on live_class (school, ended_at) where not expired;
create index quiz_finished_idx on quiz (school, finished_at) where not expired;

-- Who came into a quiz by its code; who came by way of a class is on that class's roster.
create table quiz_participant (
    school text not null,
    quiz   text not null,
    person text not null,
    primary key (school, quiz, person)
);
create index quiz_participant_person_idx on quiz_participant (school, person);
select keep_to_school('quiz_participant');
create trigger erased before insert on quiz_participant for each row execute function keep_erased('person');
