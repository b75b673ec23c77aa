#!/bin/sh
# Whether Redis answers at this port: it asks for a password. A probe that opens a connection and closes it without TLS would be an
# error in the log of Redis, each time.
redis-cli --tls --cacert /tls/ca.crt -p "$1" ping | grep -q NOAUTH
