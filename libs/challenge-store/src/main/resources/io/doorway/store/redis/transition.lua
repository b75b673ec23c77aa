-- Replaces the record of a challenge, if it is still what the decision was made from.
-- KEYS[1]  the record
-- KEYS[2]  the deadlines of the bucket
-- KEYS[3]  the outbox of the bucket
-- ARGV[1]  the challenge id
-- ARGV[2]  the version that must be stored; 0: none may be
-- ARGV[3]  before | after: on which side of the stored deadline the transition belongs (after: an expiry)
-- ARGV[4]  fence: the history must be the one that the challenge was created in | open: any
-- ARGV[5]  the new version
-- ARGV[6]  the new state, JSON
-- ARGV[7]  the new deadline, microseconds since 1970; empty: the state is terminal
-- ARGV[8]  to ARGV[11]  topic, key, value and traceparent (maybe empty) of the event
-- returns  {done, outbox id} | {conflict} | {untimely} | {fenced}
local time = now()
local stored = redis.call('HMGET', KEYS[1], 'version', 'deadline', 'history')
if (stored[1] or '0') ~= ARGV[2] then return {'conflict'} end
if stored[1] then
  local side = time < tonumber(stored[2]) and 'before' or 'after'
  if side ~= ARGV[3] then return {'untimely'} end
  if ARGV[4] == 'fence' and stored[3] ~= history() then return {'fenced'} end
else
  redis.call('HSET', KEYS[1], 'history', history())
end

local told = tell(KEYS[3], ARGV[8], ARGV[9], ARGV[10], ARGV[11])
redis.call('HSET', KEYS[1], 'version', ARGV[5], 'state', ARGV[6], 'deadline', ARGV[7], 'untold:' .. told, '')
if ARGV[7] == '' then
  redis.call('ZREM', KEYS[2], ARGV[1])
else
  redis.call('ZADD', KEYS[2], ARGV[7], ARGV[1])
end
-- The sweeper ends a challenge; this forgets it ten minutes after its end, or after its deadline if no sweeper ran.
local last = tonumber(ARGV[7]) or time
redis.call('PEXPIREAT', KEYS[1], integer(last / 1000 + 600000))
return {'done', told}
