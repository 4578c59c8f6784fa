-- A topic needs its newest snapshot, and the one before in case the newest cannot be read; older ones only take room.
create function keep_two_snapshots() returns trigger language plpgsql as $$
begin
    delete from snapshot
    where persistence_id = new.persistence_id
      and sequence_number < coalesce((
          select sequence_number from snapshot
          where persistence_id = new.persistence_id
          order by sequence_number desc offset 1 limit 1), 0);
    return null;
end $$;

create trigger snapshot_cleanup after insert or update on snapshot
    for each row execute function keep_two_snapshots();
