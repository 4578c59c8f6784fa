-- Courses, until they have a system of their own.
create table course (
    school       text  not null,
    id           text  not null,
    title        text  not null,
    teacher      text  not null,
    teacher_name text  not null,
    -- [{id, title, seconds}] in order
    lessons      jsonb not null,
    -- how many quizzes belong to it
    quizzes      int   not null,
    primary key (school, id)
);

-- How far each learner is; kept by a projection of the journal, begun by the enrolment.
create table course_progress (
    school       text not null,
    course       text not null,
    learner      text not null,
    learner_name text not null,
    percent      int  not null default 0,
    points       int  not null default 0,
    primary key (school, course, learner)
);
create index course_progress_learner_idx on course_progress (school, learner);
