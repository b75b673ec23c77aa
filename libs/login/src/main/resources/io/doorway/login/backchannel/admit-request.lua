-- Adds a request to those of an account, unless it has too many or does not want to hear from the client.
-- KEYS[1]  the pending requests, each with the time in milliseconds until which it is listed
-- KEYS[2]  the number of requests in the period
-- KEYS[3]  exists while the account refuses requests of the client
-- ARGV[1]  the challenge
-- ARGV[2]  how long it is listed, in milliseconds
-- ARGV[3]  how many requests may be pending
-- ARGV[4]  how many requests the period may have
-- ARGV[5]  the period, in milliseconds
-- returns  'admitted' | 'suspended' | 'too_many'
if redis.call('EXISTS', KEYS[3]) == 1 then return 'suspended' end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
for _, ended in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now)) do redis.call('ZREM', KEYS[1], ended) end
if #redis.call('ZRANGE', KEYS[1], 0, -1) >= tonumber(ARGV[3]) then return 'too_many' end
if tonumber(redis.call('GET', KEYS[2]) or '0') >= tonumber(ARGV[4]) then return 'too_many' end
if redis.call('INCR', KEYS[2]) == 1 then redis.call('PEXPIRE', KEYS[2], ARGV[5]) end
redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[5])
return 'admitted'
