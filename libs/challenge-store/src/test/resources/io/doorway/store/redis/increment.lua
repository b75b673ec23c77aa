-- Increments a number.
-- KEYS[1]  the number
-- returns  the incremented number
return redis.call('INCR', KEYS[1])
