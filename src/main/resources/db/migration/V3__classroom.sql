-- The short codes people type to join something. A code is reserved before its topic is created, so no two topics of a school share one.
create table join_code (
    school text not null,
    code   text not null,
    -- As on the wire, class:<id>.
    topic  text not null,
    primary key (school, code)
);

-- The classes and their rosters, for the list of one's classes. Written by the classes' projection and, first of all, by the routes that
-- create a class or join one.
create table live_class (
    school       text        not null,
    id           text        not null,
    title        text        not null,
    code         text        not null,
    course       text,
    teacher      text        not null,
    teacher_name text        not null,
    created_at   timestamptz not null,
    started_at   timestamptz,
    ended_at     timestamptz,
    primary key (school, id)
);
create index live_class_teacher_idx on live_class (school, teacher);

create table class_member (
    school  text    not null,
    class   text    not null,
    person  text    not null,
    -- Kept, so that a late first write by a route cannot bring someone back.
    removed boolean not null default false,
    primary key (school, class, person)
);
create index class_member_person_idx on class_member (school, person) where not removed;
