-- Who may make an account in a school by themselves: anyone, whoever was invited, or nobody.
alter table school
    add column registration text not null default 'closed' check (registration in ('open', 'invitation', 'closed'));
