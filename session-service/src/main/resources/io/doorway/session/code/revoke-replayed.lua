-- Revokes what a code gave, because the code was presented again; once, however often that happens.
-- KEYS[1]  the code's mark
-- KEYS[2]  the access token
-- KEYS[3]  the outbox of the bucket
-- ARGV[1]  the mark as it was read
-- ARGV[2]  the mark that says that nothing is left to revoke
-- ARGV[3] to ARGV[6]  topic, key, value and traceparent (maybe empty) of the event
-- returns  {done, outbox id} | {none}: another was first
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return {'none'} end
redis.call('SET', KEYS[1], ARGV[2], 'KEEPTTL')
redis.call('DEL', KEYS[2])
return {'done', tell(KEYS[3], ARGV[3], ARGV[4], ARGV[5], ARGV[6])}
