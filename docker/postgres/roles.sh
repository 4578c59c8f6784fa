#!/usr/bin/env bash
# Run once by the image of PostgreSQL, when the data directory is new: one role owns the tables, nodes work as another that may add and
# read events but not change them, backups as a third.
set -euo pipefail
psql -v ON_ERROR_STOP=1 -q -U "${POSTGRES_USER:-postgres}" -d "${POSTGRES_DB:-lyceum}" \
  -v owner="$LYCEUM_OWNER_PASSWORD" -v node="$LYCEUM_PASSWORD" -v backup="$BACKUP_PASSWORD" <<'SQL'
create role lyceum_owner login password :'owner';
create role lyceum login password :'node';
create role lyceum_backup login replication password :'backup';
alter database lyceum owner to lyceum_owner;
alter schema public owner to lyceum_owner;
SQL
echo "host replication lyceum_backup all scram-sha-256" >> "$PGDATA/pg_hba.conf"
