-- Refuses requests of a client for a time, and removes those that are pending.
-- KEYS[1]  exists while the account refuses requests of the client
-- KEYS[2]  the pending requests of the account
-- KEYS[3]  those of the client alone
-- ARGV[1]  for how long, in milliseconds
redis.call('SET', KEYS[1], '1', 'PX', ARGV[1])
for _, challenge in ipairs(redis.call('ZRANGE', KEYS[3], 0, -1)) do redis.call('ZREM', KEYS[2], challenge) end
redis.call('DEL', KEYS[3])
return 1
