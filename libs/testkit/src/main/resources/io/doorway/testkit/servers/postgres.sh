# PostgreSQL: the programs are in $1, the data is in $2 (created the first time), it listens on port $3, and the first
# user has the password in file $4.
set -eu
programs=$1 data=$2 port=$3 password=$4

# PostgreSQL refuses to be root. In a user namespace of its own it is nobody, and the files stay ours; where the kernel
# does not allow one, as in many containers, it becomes nobody for real.
if [ "$(id -u)" = 0 ]; then
  if unshare --user true 2>/dev/null; then
    exec unshare --user /bin/sh "$0" "$@"
  fi
  chown -R 65534:65534 "$data" "$password"
  exec setpriv --reuid=65534 --regid=65534 --clear-groups /bin/sh "$0" "$@"
fi

# Made aside and then moved: a first start that was interrupted leaves no half database behind.
if [ ! -d "$data/cluster" ]; then
  rm -rf "$data/new"
  "$programs/initdb" --pgdata="$data/new" --username=postgres --pwfile="$password" --auth=scram-sha-256 \
    --encoding=UTF8 --no-locale --no-sync --no-instructions
  mv "$data/new" "$data/cluster"
fi

# What was acknowledged survives kill -9 without fsync; a power failure is not what one machine's data is kept for.
exec "$programs/postgres" -D "$data/cluster" -p "$port" -c listen_addresses=127.0.0.1 -c unix_socket_directories= \
  -c fsync=off -c max_connections=200
