-- Sets a flag that is not set. A condition.
-- KEYS[1]  the flag
-- ARGV[1]  its time to live, milliseconds
-- returns  0 if this call has set it; 1 if it was set
return redis.call('SET', KEYS[1], '1', 'NX', 'PX', ARGV[1]) and 0 or 1
