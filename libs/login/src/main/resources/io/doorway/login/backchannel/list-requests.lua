-- The requests of an account that are still listed.
-- KEYS[1]  the pending requests, each with the time in milliseconds until which it is listed
-- returns  the challenges, the one that ends first first
return redis.call('ZRANGEBYSCORE', KEYS[1], now_millis(), '+inf')
