#!/bin/sh
# Writes an ACL file for Redis: replaces <user> by the hash of the user's password.
# Arguments: a directory with <user>/password for each user, the file to write, the templates.
set -eu
umask 077
passwords=$1
users=$2
shift 2
cat "$@" > "$users"
for user in $(ls "$passwords"); do
  hash=$(sha256sum < "$passwords/$user/password" | cut -c1-64)
  sed "s/<$user>/#$hash/" "$users" > "$users.new"
  mv "$users.new" "$users"
done
if grep -q '<' "$users"; then
  echo "a user has no password: $(grep -o '<[^>]*>' "$users")" >&2
  rm "$users"
  exit 1
fi
