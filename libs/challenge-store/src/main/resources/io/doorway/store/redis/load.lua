-- Reads a challenge, with the time and the replication id of the store.
-- KEYS[1]  the record
-- returns  {time in microseconds since 1970, replication id, fields of the record}
return {now(), replication_id(), redis.call('HGETALL', KEYS[1])}
