-- Acquires or renews a lease.
-- KEYS[1]  the lease
-- ARGV[1]  the owner
-- ARGV[2]  the duration, milliseconds
-- returns  1 if the owner holds it, else 0
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
