-- The requests of an account that are still listed.
-- KEYS[1]  the pending requests, each with the time in milliseconds until which it is listed
-- returns  the challenges, the one that ends first first
local time = redis.call('TIME')
return redis.call('ZRANGEBYSCORE', KEYS[1], time[1] * 1000 + math.floor(time[2] / 1000), '+inf')
