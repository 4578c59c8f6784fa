-- Quizzes as their owners list them; kept by a projection of the journal.
create table quiz (
    school         text        not null,
    id             text        not null,
    title          text        not null,
    owner          text        not null,
    class_id       text,
    course_id      text,
    code           text        not null,
    -- ready, open, question, closed or finished
    status         text        not null,
    created_at     timestamptz not null,
    question_count int         not null,
    primary key (school, id)
);
create index quiz_owner_idx on quiz (school, owner, created_at desc);
