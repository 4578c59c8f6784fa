-- What became of messages after they were sent, for pages of the past: the journal keeps what was said, a reader is shown what stands.
create table chat_change (
    school    text        not null,
    chat      text        not null,
    seq       bigint      not null,
    text      text,
    edited_at timestamptz,
    deleted   boolean     not null default false,
    primary key (school, chat, seq)
);

create table chat_reaction (
    school text   not null,
    chat   text   not null,
    seq    bigint not null,
    emoji  text   not null,
    person text   not null,
    primary key (school, chat, seq, emoji, person)
);
