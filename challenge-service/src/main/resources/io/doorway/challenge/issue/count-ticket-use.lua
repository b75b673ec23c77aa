-- Counts one use of a login ticket, and stores the challenge that it is used for. A condition.
-- KEYS[1]  how often the ticket was used
-- KEYS[2]  the challenge that it was used for last
-- ARGV[1]  the challenge that it is used for now
-- ARGV[2]  how many uses it has
-- ARGV[3]  how long both are stored, milliseconds
-- returns  {0, the challenge that it was used for before, or the empty string} | {1}: it has no use left
local used = redis.call('INCR', KEYS[1])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
if used > tonumber(ARGV[2]) then return {1} end
return {0, redis.call('SET', KEYS[2], ARGV[1], 'GET', 'PX', ARGV[3]) or ''}
