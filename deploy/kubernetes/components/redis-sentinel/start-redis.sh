#!/bin/sh
# Starts Redis as the primary that the sentinels know, or as a replica of it. Of a sentinel that does not answer, its last word is on the
# volume of this pod; before the first start redis-0 is the primary.
set -eu
me="$(hostname).redis"
known() {
  for peer in redis-0.redis redis-1.redis redis-2.redis; do
    REDISCLI_AUTH="$(cat /passwords/sentinel/password)" timeout 3 redis-cli --tls --cacert /tls/ca.crt --user sentinel -h "$peer" -p 26379 \
      sentinel get-master-addr-by-name doorway 2>/dev/null | head -n 1 | grep . && return
  done
  sed -n 's/^sentinel monitor doorway \([^ ]*\) .*/\1/p' /data/sentinel.conf 2>/dev/null | grep . && return
  echo redis-0.redis
}
primary="$(known)"
umask 077
{
  cat /config/redis.conf /config/replication.conf
  echo "replica-announce-ip $me"
  echo "masterauth $(cat /passwords/replication/password)"
  [ "$primary" = "$me" ] || echo "replicaof $primary 6379"
} > /run/redis/redis.conf
exec redis-server /run/redis/redis.conf
