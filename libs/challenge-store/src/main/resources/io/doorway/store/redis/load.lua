-- Reads a challenge with the time and the history that it is read at.
-- KEYS[1]  the record
-- returns  {now, history, fields of the record}
return {now(), history(), redis.call('HGETALL', KEYS[1])}
