-- Releases a lease.
-- KEYS[1]  the lease
-- ARGV[1]  the owner
-- returns  1 if the owner held it, else 0
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])
