#!/bin/sh
# Fills the configuration in from the environment and starts Janus.
set -eu
[ "${#LYCEUM_JANUS_API_SECRET}" -ge 16 ] || { echo "LYCEUM_JANUS_API_SECRET must have at least 16 characters (docker/.env: JANUS_API_SECRET)" >&2; exit 1; }
mkdir -p /tmp/janus
for file in /opt/janus/*.jcfg; do
  sed -e "s|\${LYCEUM_JANUS_API_SECRET}|$LYCEUM_JANUS_API_SECRET|" -e "s|\${JANUS_HOST}|0.0.0.0|" -e "s|\${JANUS_PORT}|8188|" "$file" >"/tmp/janus/$(basename "$file")"
done
set -- --configs-folder=/tmp/janus
[ -z "${JANUS_PUBLIC_ADDRESS:-}" ] || set -- "$@" "--nat-1-1=$JANUS_PUBLIC_ADDRESS"
exec janus "$@"
