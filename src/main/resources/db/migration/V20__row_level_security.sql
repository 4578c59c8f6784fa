-- A school's rows are seen and written only by a transaction that has said which school it is for (lyceum.school), or that it is the
-- server's own work across schools (lyceum.scope). Who has said neither sees nothing, the owner of the tables included.

-- Keeps a table to schools; for each table of a later migration that has a school's rows.
create function keep_to_school(held regclass, condition text default 'school = current_setting(''lyceum.school'', true)')
returns void language plpgsql as $$
begin
    execute format('alter table %s enable row level security', held);
    execute format('alter table %s force row level security', held);
    -- As a case, not with "or": the planner takes that for a rare condition and joins the wrong way round.
    execute format('create policy of_school on %s using (case when %s then true else current_setting(''lyceum.scope'', true) = ''server'' end)',
                   held, condition);
end $$;

do $$
declare
    held record;
begin
    for held in
        select a.attrelid::regclass as name from pg_attribute a join pg_class c on c.oid = a.attrelid
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attname = 'school' and not a.attisdropped
    loop
        perform keep_to_school(held.name);
    end loop;
    -- Tables that tell their school only by a person: whose person is not seen is not seen either.
    for held in
        select distinct on (f.conrelid) f.conrelid::regclass as name, a.attname as column from pg_constraint f
        join pg_attribute a on a.attrelid = f.conrelid and a.attnum = f.conkey[1]
        where f.contype = 'f' and f.confrelid = 'person'::regclass and cardinality(f.conkey) = 1
          and not exists (select from pg_attribute s where s.attrelid = f.conrelid and s.attname = 'school' and not s.attisdropped)
    loop
        perform keep_to_school(held.name,
            format('exists (select from person where person.id = %s.%I)', held.name, held.column));
    end loop;
end $$;

select keep_to_school('school', 'id = current_setting(''lyceum.school'', true)');

-- Behind a policy an index on lower(email) is not used, for lower() is not known to keep what it is given to itself.
alter table person add column email_key text generated always as (lower(email)) stored;
create index person_email_key_idx on person (email_key);
