-- A person named together with their school, so that a row of one school cannot point to a person of another.
alter table person add constraint person_of_school unique (school, id);

-- Whose progress a parent may follow.
create table guardian (
    school text not null,
    parent text not null,
    child  text not null,
    primary key (school, parent, child),
    constraint guardian_parent_fk foreign key (school, parent) references person (school, id) on delete cascade,
    constraint guardian_child_fk foreign key (school, child) references person (school, id) on delete cascade,
    constraint guardian_other check (parent <> child)
);
create index guardian_child_idx on guardian (school, child);
