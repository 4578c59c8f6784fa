-- A school may list somebody by an address that has its account in another school: neither learns of the other by it. Nobody signs in
-- by such a row. One account per address, however it is spelt, as before.
alter table person add column claimed boolean not null default true;
drop index person_email_idx;
create unique index person_email_idx on person (lower(email)) where claimed;
