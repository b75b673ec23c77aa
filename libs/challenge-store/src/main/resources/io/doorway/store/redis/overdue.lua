-- Reads the challenges of a bucket whose deadline has passed, and removes the deadlines of records that no longer exist.
-- KEYS[1]  the deadlines of the bucket
-- ARGV[1]  the maximum number
-- ARGV[2]  the prefix of a record's key before the challenge id
-- returns  challenge ids, the most overdue first
local overdue = {}
for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', integer(now()), 'LIMIT', 0, ARGV[1])) do
  if redis.call('EXISTS', ARGV[2] .. id) == 1 then
    overdue[#overdue + 1] = id
  else
    redis.call('ZREM', KEYS[1], id)
  end
end
return overdue
