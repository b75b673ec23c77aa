-- How far a key's theoretical arrival time lies in the future.
-- KEYS[1]  the theoretical arrival time, microseconds since 1970
-- returns  microseconds; 0: there is no backlog
return math.max((tonumber(redis.call('GET', KEYS[1])) or 0) - now(), 0)
