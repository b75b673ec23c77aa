-- Removes a pushed request whose login is complete, and keeps for which browser it was.
-- KEYS[1]  the pushed request
-- returns  1
if redis.call('EXISTS', KEYS[1]) == 1 then redis.call('HSET', KEYS[1], 'request', '') end
return 1
