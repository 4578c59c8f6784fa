-- To be run once, before any node starts, on a database that was filled from a dump (pg_restore, psql, logical replication) and not from
-- a physical backup:
--
--   psql -v ON_ERROR_STOP=1 -d lyceum -f after-dump.sql
--
-- Projections read the journal by the ids of the writing transactions. A dump carries the old server's ids into a server that counts from
-- another number: old events would stay unseen, and new ones would count as seen. This gives all old events one id that is surely in the
-- past, keeps their order, and moves each projection to the same place in it. Run again it changes nothing.
begin;
lock table event_journal, projection_offset in exclusive mode;

create temporary table place on commit drop as
  select ordering as was, row_number() over (order by tx, ordering) as now, tx from event_journal;

create temporary table reached on commit drop as
  select o.projection, o.slice, count(p.was) as now
  from projection_offset o left join place p on (p.tx, p.was) <= (o.tx, o.ordering)
  group by o.projection, o.slice;

-- While the rows change two may have the same place for a moment.
drop index event_journal_tx_idx;
update event_journal j set tx = '3', ordering = p.now from place p where p.was = j.ordering;
create unique index event_journal_tx_idx on event_journal (tx, ordering);
update projection_offset o set tx = '3', ordering = r.now from reached r
  where r.projection = o.projection and r.slice = o.slice;

select setval(pg_get_serial_sequence('event_journal', 'ordering'), (select coalesce(max(ordering), 0) + 1 from event_journal), false);
commit;
analyze event_journal;
