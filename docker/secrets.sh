#!/usr/bin/env bash
# Passwords (docker/.env) and the nodes' certificates (docker/tls), once for an installation.
set -euo pipefail
cd "$(dirname "$0")"
[ ! -e .env ] || { echo "docker/.env is there already; its passwords are in use" >&2; exit 1; }
umask 077
mkdir -p tls
# Containers read single files of it as another user; on this machine nobody else gets into the folder.
../cluster-config/certificates.sh tls lyceum-1 lyceum-2 lyceum-3
chmod 644 tls/lyceum-*.key
for name in POSTGRES_PASSWORD LYCEUM_OWNER_PASSWORD LYCEUM_PASSWORD BACKUP_PASSWORD GRAFANA_PASSWORD JANUS_API_SECRET TURN_SECRET; do
  echo "$name=$(openssl rand -hex 24)"
done > .env.part
mv .env.part .env
echo "docker/.env and docker/tls are made; keep both, and keep them secret"
