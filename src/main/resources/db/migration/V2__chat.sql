-- Who is in which chat, for the list of one's chats. Written by the chats' projection and, first of all, by the route that creates a chat.
create table chat (
    school text not null,
    id     text not null,
    name   text,
    type   text not null,
    primary key (school, id)
);

create table chat_member (
    school  text    not null,
    chat    text    not null,
    person  text    not null,
    name    text    not null,
    -- Kept, so that a late first write by a route cannot bring someone back.
    removed boolean not null default false,
    primary key (school, chat, person)
);
create index chat_member_person_idx on chat_member (school, person) where not removed;
