#!/usr/bin/env bash
# A cluster on this machine: one PostgreSQL and three nodes.
#
#   cluster-config/local.sh           starts all of it and prints the addresses; Ctrl-C stops it, the database last
#   cluster-config/local.sh kill 2    kills node 2 as hard as can be (kill -9); nobody starts it again
#   cluster-config/local.sh start 2   starts node 2
#   cluster-config/local.sh roll      restarts one node after the other in good order, as an upgrade does, and tells how long each took
#   cluster-config/local.sh stop      stops all
#
# Data, logs and process ids are kept in data/local-cluster (LOCAL_CLUSTER_DIR). The nodes serve 8081 to 8083, meet at 25521 to
# 25523, PostgreSQL listens at 25520; LOCAL_CLUSTER_PORTS=22000 moves all of them to 22001-22003, 22011-22013 and 22010.
set -euo pipefail
export LC_ALL=C
cd "$(dirname "$0")/.."

dir=${LOCAL_CLUSTER_DIR:-data/local-cluster}
nodes="1 2 3"
base=${LOCAL_CLUSTER_PORTS:-}
http_port() { echo $((${base:-8080} + $1)); }
cluster_port() { if [ -n "$base" ]; then echo $((base + 10 + $1)); else echo $((25520 + $1)); fi; }
database_port=$(cluster_port 0)

now() { if [ -n "${EPOCHREALTIME:-}" ]; then echo "$EPOCHREALTIME"; else date +%s; fi; }
since() { awk -v from="$1" -v to="$(now)" 'BEGIN { printf "%.1f s", to - from }'; }
say() { echo "$*"; }
fail() { echo "$*" >&2; exit 1; }

# ----- processes: NAME.pid holds the id of one of ours, or is not there
pid_of() {
  local pid; pid=$(cat "$dir/$1.pid" 2>/dev/null) || return 1
  # A number that another program has got meanwhile is not ours.
  ps -p "$pid" -o command= 2>/dev/null | grep -q "lyceum-local-$1" && echo "$pid"
}
ends() { # NAME SECONDS
  local tries=$(($2 * 10))
  while pid_of "$1" >/dev/null; do
    tries=$((tries - 1)); [ $tries -gt 0 ] || return 1
    sleep 0.1
  done
  rm -f "$dir/$1.pid"
}
take_jar() { # a copy, so that a build does not pull it from under who runs
  if [ ! -f "$dir/jar" ] || [ target/lyceum.jar -nt "$dir/jar" ]; then
    local copy; copy="$dir/lyceum-$(date +%s).jar"
    cp target/lyceum.jar "$copy"
    echo "$copy" >"$dir/jar"
  fi
}
launch() { # NAME ARGUMENT...
  local name=$1; shift
  take_jar
  # In a process group of its own: Ctrl-C is for this script, which knows the order.
  set -m
  java -Xmx"${LOCAL_CLUSTER_HEAP:-512m}" -Dlyceum.name="lyceum-local-$name" -jar "$(cat "$dir/jar")" "$@" >>"$dir/$name.log" 2>&1 </dev/null &
  echo $! >"$dir/$name.pid"
  set +m
  disown
}
told_to_stop() { local pid; pid=$(pid_of "$1") && kill "$pid" 2>/dev/null || true; }
stopped() { # NAME
  ends "$1" 60 || { say "$1 did not stop within a minute"; kill_hard "$1"; }
}
kill_hard() { # the launcher may have started the node in another Java
  local pid; pid=$(pid_of "$1") || return 0
  # shellcheck disable=SC2046
  kill -9 $(pgrep -P "$pid" || true) "$pid" 2>/dev/null || true
  ends "$1" 10
}

# ----- database
start_database() {
  if pid_of database >/dev/null; then return; fi
  : >"$dir/database.log"
  launch database database "$dir/database" "$database_port"
  local tries=600
  until grep -q "^PostgreSQL is ready" "$dir/database.log"; do
    tries=$((tries - 1))
    if [ $tries -le 0 ] || ! pid_of database >/dev/null; then fail "PostgreSQL did not start, see $dir/database.log"; fi
    sleep 0.1
  done
}

# ----- nodes
start_node() {
  if pid_of "node-$1" >/dev/null; then fail "node $1 is running"; fi
  LYCEUM_CONFIG="cluster-config/local-$1.conf" \
    LYCEUM_HTTP_PORT=$(http_port "$1") LYCEUM_CLUSTER_PORT=$(cluster_port "$1") \
    LYCEUM_DATABASE_URL="jdbc:postgresql://127.0.0.1:$database_port/lyceum" \
    LYCEUM_DATABASE_USER=lyceum_node LYCEUM_DATABASE_PASSWORD=$(cat "$dir/database/node.password") \
    LYCEUM_DATABASE_MIGRATION_USER=lyceum LYCEUM_DATABASE_MIGRATION_PASSWORD=$(cat "$dir/database/postgres.password") \
    launch "node-$1"
}
ready() { curl -sf -m 5 "http://127.0.0.1:$(http_port "$1")/health/ready" >/dev/null 2>&1; }
await_ready() {
  local tries=240
  until ready "$1"; do
    tries=$((tries - 1))
    if [ $tries -le 0 ] || ! pid_of "node-$1" >/dev/null; then fail "node $1 does not serve, see $dir/node-$1.log"; fi
    sleep 0.25
  done
}
stop_all() {
  local n
  for n in $nodes; do told_to_stop "node-$n"; done
  for n in $nodes; do stopped "node-$n"; done
  told_to_stop database
  stopped database
}

up() {
  local began n; began=$(now)
  for n in $nodes; do ! pid_of "node-$n" >/dev/null || fail "It is running; stop it with: $0 stop"; done
  trap 'stopping' INT TERM
  rm -f "$dir"/jar "$dir"/lyceum-*.jar
  start_database
  for n in $nodes; do start_node "$n"; done
  for n in $nodes; do await_ready "$n"; done
  say "The cluster is ready after $(since "$began"):"
  for n in $nodes; do say "  node $n  http://127.0.0.1:$(http_port "$n")/   log $dir/node-$n.log"; done
  say "Sign in as teacher@demo.example, ada@demo.example or bob@demo.example, password lyceum-demo."
  say "Try: $0 kill 2 · $0 start 2 · $0 roll. Ctrl-C stops all."
  while pid_of database >/dev/null; do sleep 0.5; done
}
stopping() {
  trap '' INT TERM
  say "Stopping"
  stop_all
  exit 0
}
roll() {
  local n began stopped_in
  for n in $nodes; do
    began=$(now)
    told_to_stop "node-$n"
    stopped "node-$n"
    stopped_in=$(since "$began")
    began=$(now)
    start_node "$n"
    await_ready "$n"
    say "node $n: stopped in $stopped_in, ready again after $(since "$began")"
    grep 'leaving step=' "$dir/node-$n.log" | tail -n "${LOCAL_CLUSTER_STEPS:-9}" | sed 's/.*leaving step=/    /; s/ ms=\([0-9]*\)$/ after \1 ms/' || true
  done
}
node_number() { case " $nodes " in *" ${1:-} "*) ;; *) fail "which node? one of $nodes" ;; esac; }

build() {
  [ -f target/lyceum.jar ] || ./mvnw -q package -DskipTests
  command -v curl >/dev/null || fail "curl is needed"
  mkdir -p "$dir"
}
case ${1:-up} in
  up) build; up ;;
  kill) node_number "${2:-}"; kill_hard "node-$2"; say "node $2 is dead" ;;
  start) node_number "${2:-}"; build; start_node "$2"; await_ready "$2"; say "node $2 is ready" ;;
  roll) build; roll ;;
  stop) stop_all ;;
  *) sed -n '2,8s/^# \{0,1\}//p' "$0"; exit 2 ;;
esac
