-- Commits a transition: replaces the record of a challenge if its version is still the expected one, appends the event to the outbox
-- and updates the deadline.
-- KEYS[1]  the record
-- KEYS[2]  the deadlines of the bucket
-- KEYS[3]  the outbox of the bucket
-- ARGV[1]  the challenge id
-- ARGV[2]  the expected version; 0: the record must not exist
-- ARGV[3]  before | after: whether the transition is allowed before or after the stored deadline (after: an expiry)
-- ARGV[4]  fence: the replication id must be that of the creation | open: any
-- ARGV[5]  the new version
-- ARGV[6]  the new state, JSON
-- ARGV[7]  the new deadline, microseconds since 1970; empty: the state is terminal
-- ARGV[8]  to ARGV[12]  topic, key, value, MAC and traceparent (may be empty) of the event
-- returns  {committed, outbox id} | {conflict} | {deadline_mismatch} | {fenced}
local time = now()
local stored = redis.call('HMGET', KEYS[1], 'version', 'deadline', 'replication_id')
if (stored[1] or '0') ~= ARGV[2] then return {'conflict'} end
if stored[1] then
  local side = time < tonumber(stored[2]) and 'before' or 'after'
  if side ~= ARGV[3] then return {'deadline_mismatch'} end
  if ARGV[4] == 'fence' and stored[3] ~= replication_id() then return {'fenced'} end
else
  redis.call('HSET', KEYS[1], 'replication_id', replication_id())
end

local entry = publish(KEYS[3], ARGV[8], ARGV[9], ARGV[10], ARGV[11], ARGV[12])
redis.call('HSET', KEYS[1], 'version', ARGV[5], 'state', ARGV[6], 'deadline', ARGV[7], 'unpublished:' .. entry, '')
if ARGV[7] == '' then
  redis.call('ZREM', KEYS[2], ARGV[1])
else
  redis.call('ZADD', KEYS[2], ARGV[7], ARGV[1])
end
-- The record expires ten minutes after the end of the challenge, or ten minutes after its deadline if no sweeper runs.
local final = tonumber(ARGV[7]) or time
redis.call('PEXPIREAT', KEYS[1], integer(math.floor(final / 1000) + 600000))
return {'committed', entry}
