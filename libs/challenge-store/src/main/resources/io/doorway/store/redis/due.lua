-- Reads the challenges of a bucket whose deadline has passed, and forgets the deadlines of those that exist no more.
-- KEYS[1]  the deadlines of the bucket
-- ARGV[1]  how many at most
-- ARGV[2]  what a record's key has before the challenge id
local due = {}
for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', integer(now()), 'LIMIT', 0, ARGV[1])) do
  if redis.call('EXISTS', ARGV[2] .. id) == 1 then
    due[#due + 1] = id
  else
    redis.call('ZREM', KEYS[1], id)
  end
end
return due
