#!/bin/sh
# Starts the sentinel of this pod.
set -eu
umask 077
if [ ! -f /data/sentinel.conf ]; then
  cp /config/sentinel.conf /data/sentinel.conf.new
  {
    echo "sentinel announce-ip $(hostname).redis"
    echo "sentinel auth-pass doorway $(cat /passwords/sentinel/password)"
    echo "sentinel sentinel-pass $(cat /passwords/sentinel/password)"
  } >> /data/sentinel.conf.new
  mv /data/sentinel.conf.new /data/sentinel.conf
fi
exec redis-server /data/sentinel.conf --sentinel
