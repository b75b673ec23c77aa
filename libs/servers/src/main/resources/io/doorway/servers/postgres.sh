# Runs PostgreSQL. $1: directory of the programs, $2: directory of the data (initialised at the first start), $3: port,
# $4: file with the password of the first user, $5 and later: additional options of the server.
set -eu
programs=$1 data=$2 port=$3 password=$4

# PostgreSQL does not run as root. In a user namespace it runs as nobody, and the files keep their owner. If the kernel does
# not allow a namespace, as in many containers, the data and the process are given to the user nobody.
if [ "$(id -u)" = 0 ]; then
  if unshare --user true 2>/dev/null; then
    exec unshare --user /bin/sh "$0" "$@"
  fi
  chown -R 65534:65534 "$data" "$password"
  exec setpriv --reuid=65534 --regid=65534 --clear-groups /bin/sh "$0" "$@"
fi

# Initialised in another directory and renamed, so that an interrupted first start leaves no incomplete database.
if [ ! -d "$data/cluster" ]; then
  rm -rf "$data/new"
  "$programs/initdb" --pgdata="$data/new" --username=postgres --pwfile="$password" --auth=scram-sha-256 \
    --encoding=UTF8 --no-locale --no-sync --no-instructions
  mv "$data/new" "$data/cluster"
fi

shift 4
# Without fsync, acknowledged writes survive kill -9, but not a power failure, which is acceptable for local data.
exec "$programs/postgres" -D "$data/cluster" -p "$port" -c listen_addresses=127.0.0.1 -c unix_socket_directories= \
  -c fsync=off -c max_connections=200 "$@"
