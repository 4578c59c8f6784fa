-- Whether classes of the school may be recorded: off; staff: only teachers and assistants; all: pupils too, minors with a guardian's consent.
alter table school add column recording text not null default 'off' check (recording in ('off', 'staff', 'all'));

-- Whether the consent is to being recorded, too.
alter table consent add column recording boolean not null default false;

-- What was recorded of one sender at one go, from its begin to its file.
create table recording_part (
    school     text        not null,
    id         uuid        not null,
    -- As on the wire, class:<id>.
    topic      text        not null,
    person     text        not null,
    -- recording, processing, ready, failed or gone
    state      text        not null,
    started_at timestamptz not null,
    -- When the room last said that it goes on.
    touched_at timestamptz not null,
    -- When its file is to be made or deleted; while somebody is at it, until when they have it.
    due_at     timestamptz not null,
    attempts   int         not null default 0,
    reason     text,
    length_ms  bigint      not null default 0,
    type       text,
    size       bigint      not null default 0,
    -- What addresses of its file are sealed with.
    key        text        not null,
    primary key (school, id)
);
create index recording_part_topic_idx on recording_part (school, topic, started_at);
create index recording_part_person_idx on recording_part (school, person);
create index recording_part_due_idx on recording_part (due_at) where state = 'processing' or state = 'gone';
create index recording_part_touched_idx on recording_part (touched_at) where state = 'recording';
select keep_to_school('recording_part');
create trigger erased before insert on recording_part for each row execute function keep_erased('person');
