#!/usr/bin/env bash
# Certificates for the connections between nodes, signed by an authority of your own:
#
#   cluster-config/certificates.sh DIR NAME...
#
# makes DIR/ca.crt and, for each name (what LYCEUM_CLUSTER_HOST says on that node: a DNS name or an address), DIR/NAME.crt and
# DIR/NAME.key. Run again, it keeps the authority and makes new certificates for the names given. All certificates share the
# name "lyceum" beside their own: nodes talk only to those that carry it. DIR/ca.key signs new nodes; keep it off the nodes.
set -euo pipefail
[ $# -ge 2 ] || { echo "usage: $0 DIR NAME..." >&2; exit 2; }
command -v openssl >/dev/null || { echo "openssl is needed" >&2; exit 1; }

dir=$1; shift
mkdir -p "$dir"
umask 077

rsa_key() { openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:"$2" -out "$1" 2>/dev/null; }

if [ ! -f "$dir/ca.key" ]; then
  rsa_key "$dir/ca.key" 3072
  openssl req -x509 -new -key "$dir/ca.key" -sha256 -days 3650 -subj "/CN=lyceum cluster authority" \
    -addext "basicConstraints=critical,CA:TRUE,pathlen:0" -addext "keyUsage=critical,keyCertSign,cRLSign" -out "$dir/ca.crt"
  chmod 644 "$dir/ca.crt"
fi

for name in "$@"; do
  case $name in
    *:*|[0-9]*.[0-9]*.[0-9]*.[0-9]*) own="IP:$name" ;;
    *) own="DNS:$name" ;;
  esac
  rsa_key "$dir/$name.key" 2048
  openssl req -new -key "$dir/$name.key" -subj "/CN=lyceum" |
    openssl x509 -req -sha256 -days 825 -CA "$dir/ca.crt" -CAkey "$dir/ca.key" -set_serial "0x$(openssl rand -hex 16)" \
      -extfile <(printf '%s\n' "subjectAltName=DNS:lyceum,$own" "basicConstraints=critical,CA:FALSE" \
        "keyUsage=critical,digitalSignature,keyEncipherment" "extendedKeyUsage=serverAuth,clientAuth") \
      -out "$dir/$name.crt" 2>/dev/null
  chmod 644 "$dir/$name.crt"
  echo "$dir/$name.crt"
done
