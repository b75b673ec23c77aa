-- Checks that a flag is not set. A condition.
-- KEYS[1]  the flag
-- returns  0 if it is not set, else 1
return redis.call('EXISTS', KEYS[1])
