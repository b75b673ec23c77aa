-- Whether a client that asks for the tokens of its request is answered now, or has to slow down.
-- KEYS[1]  when it asked last, how long it has to wait, and whether it had the chance to get the final answer
-- ARGV[1]  the time between two polls, in milliseconds
-- ARGV[2]  1 if the person has decided
-- ARGV[3]  how long this is stored, in milliseconds
-- returns  1: it is answered | 0: it came too early
local now = now_millis()
local record = redis.call('HMGET', KEYS[1], 'polled', 'interval', 'decided')
local interval = tonumber(record[2] or ARGV[1])
local early = record[1] and now - record[1] < interval
if ARGV[2] == '1' and not record[3] then
  redis.call('HSET', KEYS[1], 'decided', '1')
  early = false
end
redis.call('HSET', KEYS[1], 'polled', now, 'interval', early and interval + 5000 or interval)
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return early and 0 or 1
