-- How long until a subject is quiet again.
-- KEYS[1]  when that is, microseconds since 1970
-- returns  microseconds; 0: it is quiet
return math.max((tonumber(redis.call('GET', KEYS[1])) or 0) - now(), 0)
