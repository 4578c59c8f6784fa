#!/usr/bin/env bash
# Physical backups of Lyceum's PostgreSQL: whole copies, and the write-ahead log as it is written. Why not dumps: src/docs/adr/0012-backup.md.
#
#   backup.sh base                    makes a copy below $BACKUP_DIR/base and checks it; old copies and log go after $BACKUP_KEEP copies
#   backup.sh wal                     receives the log into $BACKUP_DIR/wal until it is told to stop
#   backup.sh restore DIR [TIME]      makes DIR a data directory from the newest copy; PostgreSQL started there replays the log,
#                                     all of it or up to TIME ('2026-03-01 10:15:00+00')
#
# Where the server is: PGHOST, PGPORT, PGUSER (a role with REPLICATION), PGPASSWORD. The programs of the server's own major version are needed.
set -euo pipefail

dir=${BACKUP_DIR:-/backup}
keep=${BACKUP_KEEP:-7}
slot=lyceum_backup

fail() { echo "backup.sh: $*" >&2; exit 1; }

# For node_exporter's textfile collector; moved into place, so that half a file is never read.
metric() {
  mkdir -p "$dir/metrics"
  printf '# HELP %s %s\n# TYPE %s gauge\n%s %s\n' "$1" "$2" "$1" "$1" "$(date +%s)" > "$dir/metrics/$1.part"
  mv "$dir/metrics/$1.part" "$dir/metrics/$1.prom"
}

copies() { find "$dir/base" -mindepth 1 -maxdepth 1 -type d -name '2*' ! -name '*.part' | sort; }

base() {
  local name; name=$(date -u +%Y%m%dT%H%M%SZ)
  mkdir -p "$dir/base"
  rm -rf "$dir"/base/*.part
  pg_basebackup --pgdata="$dir/base/$name.part" --checkpoint=fast --wal-method=stream --no-password
  pg_verifybackup --quiet "$dir/base/$name.part"
  mv "$dir/base/$name.part" "$dir/base/$name"
  copies | head -n "-$keep" | while read -r old; do rm -rf "$old"; done
  # The log before the oldest copy helps nobody.
  local first; first=$(sed -n 's/^START WAL LOCATION: .*(file \([0-9A-F]*\))$/\1/p' "$(copies | head -n 1)/backup_label")
  if [ -d "$dir/wal" ]; then pg_archivecleanup "$dir/wal" "$first"; fi
  metric lyceum_backup_base_timestamp_seconds "When the last whole copy of the database was made and checked"
  echo "backup.sh: $dir/base/$name, $(du -sh "$dir/base/$name" | cut -f1)"
}

wal() {
  mkdir -p "$dir/wal"
  # The slot makes the server keep what has not been received yet.
  pg_receivewal --no-password --slot="$slot" --create-slot --if-not-exists
  pg_receivewal --no-password --slot="$slot" --directory="$dir/wal" --synchronous &
  local receiver=$!
  trap 'kill "$receiver" 2>/dev/null || true' EXIT
  trap 'exit 0' TERM INT
  while kill -0 "$receiver" 2>/dev/null; do
    if psql --no-password --no-psqlrc -Atqd postgres -c \
        "select 1 from pg_replication_slots where slot_name = '$slot' and active" 2>/dev/null | grep -q 1; then
      metric lyceum_backup_wal_timestamp_seconds "When the write-ahead log was last seen to be received"
    fi
    sleep 2 & wait $! || true
  done
  wait "$receiver"
}

restore() {
  local target=$1 time=${2:-}
  [ ! -e "$target" ] || [ -z "$(ls -A "$target")" ] || fail "$target is not empty"
  local newest
  if [ -n "$time" ]; then
    # The newest copy that was made before that time.
    local until; until=$(date -u -d "$time" +%Y%m%dT%H%M%SZ)
    newest=$(copies | while read -r copy; do [[ "$(basename "$copy")" < "$until" ]] && echo "$copy"; done | tail -n 1)
  else
    newest=$(copies | tail -n 1)
  fi
  [ -n "$newest" ] || fail "there is no copy in $dir/base that could be used"
  mkdir -p "$target"
  chmod 700 "$target"
  cp -a "$newest/." "$target/"
  touch "$target/recovery.signal"
  {
    # What was being received when the server went away is in a file of its own, filled up with zeros.
    echo "restore_command = 'cp \"$dir/wal/%f\" \"%p\" 2>/dev/null || cp \"$dir/wal/%f.partial\" \"%p\" 2>/dev/null'"
    echo "recovery_target_timeline = 'latest'"
    # Who can connect can write: nobody mistakes a server that still replays the log for a restored one.
    echo "hot_standby = 'off'"
    if [ -n "$time" ]; then
      echo "recovery_target_time = '$time'"
      echo "recovery_target_action = 'promote'"
    fi
  } >> "$target/postgresql.auto.conf"
  echo "backup.sh: $target is $newest; start PostgreSQL there. Keep $dir as it is and let new backups go to an empty directory."
}

case "${1:-}" in
  base) base ;;
  wal) wal ;;
  restore) [ $# -ge 2 ] || fail "restore where to?"; restore "$2" "${3:-}" ;;
  *) fail "base, wal or restore?" ;;
esac
