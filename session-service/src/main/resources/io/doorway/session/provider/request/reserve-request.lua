-- Reserves an authorization request for the login that is about to complete it. A condition.
-- KEYS[1]  the reservation of the request
-- ARGV[1]  the challenge id of the login
-- ARGV[2]  how long the reservation is stored, milliseconds
-- returns  0 if the login has reserved it, now or before; 1 if another login has
local login = redis.call('GET', KEYS[1])
if login then return login == ARGV[1] and 0 or 1 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 0
