-- Adds a request to those of an account, unless there are too many or the account does not want to hear from the client.
-- KEYS[1]  exists while the account refuses requests of the client
-- KEYS[2]  the pending requests, each with the time in milliseconds until which it is listed
-- KEYS[3]  the number of requests in the period
-- KEYS[4], KEYS[5]  the same two, of the client alone
-- ARGV[1]  the challenge
-- ARGV[2]  how long it is listed, in milliseconds
-- ARGV[3]  the period, in milliseconds
-- ARGV[4], ARGV[5]  how many requests may be pending, and how many the period may have
-- ARGV[6], ARGV[7]  the same two, of the client alone
-- returns  'admitted' | 'suspended' | 'too_many'
if redis.call('EXISTS', KEYS[1]) == 1 then return 'suspended' end
local now = now_millis()
for i = 0, 1 do
  local pending, count = KEYS[2 + 2 * i], KEYS[3 + 2 * i]
  for _, ended in ipairs(redis.call('ZRANGEBYSCORE', pending, '-inf', now)) do redis.call('ZREM', pending, ended) end
  if #redis.call('ZRANGE', pending, 0, -1) >= tonumber(ARGV[4 + 2 * i]) then return 'too_many' end
  if tonumber(redis.call('GET', count) or '0') >= tonumber(ARGV[5 + 2 * i]) then return 'too_many' end
end
for i = 0, 1 do
  local pending, count = KEYS[2 + 2 * i], KEYS[3 + 2 * i]
  if redis.call('INCR', count) == 1 then redis.call('PEXPIRE', count, ARGV[3]) end
  redis.call('ZADD', pending, now + ARGV[2], ARGV[1])
  redis.call('PEXPIRE', pending, ARGV[3])
end
return 'admitted'
