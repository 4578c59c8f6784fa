-- The journal and snapshot tables of pekko-persistence-jdbc, with one more column: the writing transaction's id. Readers take rows in the
-- order of (tx, ordering) that are older than the oldest transaction still running, so nothing can appear behind them.
create table event_journal (
    ordering           bigserial,
    persistence_id     varchar(400) not null,
    sequence_number    bigint       not null,
    deleted            boolean      not null default false,
    writer             varchar(255) not null,
    write_timestamp    bigint,
    adapter_manifest   varchar(255),
    event_ser_id       integer      not null,
    event_ser_manifest varchar(255) not null,
    event_payload      bytea        not null,
    meta_ser_id        integer,
    meta_ser_manifest  varchar(255),
    meta_payload       bytea,
    tx                 xid8         not null default pg_current_xact_id(),
    -- The fence: of two writers of one topic only one can take a sequence number.
    primary key (persistence_id, sequence_number)
);
create unique index event_journal_tx_idx on event_journal (tx, ordering);

-- The plugin joins this table when it reads by tag; nothing is ever written to it.
create table event_tag (
    event_id        bigint,
    persistence_id  varchar(400),
    sequence_number bigint,
    tag             varchar(255),
    primary key (persistence_id, sequence_number, tag),
    constraint event_tag_journal_fk foreign key (persistence_id, sequence_number)
        references event_journal (persistence_id, sequence_number) on delete cascade
);

create table snapshot (
    persistence_id        varchar(400) not null,
    sequence_number       bigint       not null,
    created               bigint       not null,
    snapshot_ser_id       integer      not null,
    snapshot_ser_manifest varchar(255) not null,
    snapshot_payload      bytea        not null,
    meta_ser_id           integer,
    meta_ser_manifest     varchar(255),
    meta_payload          bytea,
    primary key (persistence_id, sequence_number)
);

-- How far each projection has come, written with what it wrote.
create table projection_offset (
    projection text   not null,
    slice      int    not null,
    tx         xid8   not null,
    ordering   bigint not null,
    primary key (projection, slice)
);

-- When time itself is the next command of a topic, kept by a projection of the journal.
create table due (
    topic text        primary key,
    at    timestamptz not null
);
create index due_at_idx on due (at);
