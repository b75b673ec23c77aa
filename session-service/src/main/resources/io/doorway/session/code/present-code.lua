-- Marks an authorization code as presented, once; on success stores its access token and appends the event.
-- KEYS[1]  the code's mark
-- KEYS[2]  the record of the consumed challenge
-- KEYS[3]  the access token
-- KEYS[4]  the outbox of the bucket
-- ARGV[1]  the mark
-- ARGV[2]  how long the mark is kept, milliseconds: longer than the access token lives
-- ARGV[3]  redeem | refuse (only the mark is set)
-- ARGV[4]  the end of the code, microseconds since 1970
-- ARGV[5]  the access token's record
-- ARGV[6]  how long the access token lives, milliseconds
-- ARGV[7] to ARGV[10]  topic, key, value and traceparent (maybe empty) of the event
-- returns  {done, outbox id} | {refused} | {presented} (it was before) | {late} | {fenced}
if redis.call('EXISTS', KEYS[1]) == 1 then return {'presented'} end
if ARGV[3] == 'refuse' then
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
  return {'refused'}
end
if redis.call('HGET', KEYS[2], 'history') ~= history() then return {'fenced'} end
if now() >= tonumber(ARGV[4]) then return {'late'} end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
redis.call('SET', KEYS[3], ARGV[5], 'PX', ARGV[6])
return {'done', tell(KEYS[4], ARGV[7], ARGV[8], ARGV[9], ARGV[10])}
