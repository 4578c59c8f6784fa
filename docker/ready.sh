#!/bin/bash
# Whether the node in this container serves commands. No curl: bash speaks enough HTTP.
exec 3<>"/dev/tcp/127.0.0.1/${LYCEUM_HTTP_PORT:-8080}" || exit 1
printf 'GET /health/ready HTTP/1.0\r\nHost: localhost\r\n\r\n' >&3
read -r -t 2 _ status _ <&3
[ "$status" = 200 ]
