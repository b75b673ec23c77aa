-- Revokes the access token of a code that was redeemed a second time, and appends the event to the outbox. Of any number of calls with the
-- same record, one revokes.
-- KEYS[1]  the redemption of the code
-- KEYS[2]  the access token
-- KEYS[3]  the outbox of the bucket
-- ARGV[1]  the record of the redemption as it was read
-- ARGV[2]  the same record without the access token
-- ARGV[3] to ARGV[7]  topic, key, value, MAC and traceparent (may be empty) of the event
-- returns  {revoked, outbox id} | {already-revoked}
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return {'already-revoked'} end
redis.call('SET', KEYS[1], ARGV[2], 'KEEPTTL')
redis.call('DEL', KEYS[2])
return {'revoked', publish(KEYS[3], ARGV[3], ARGV[4], ARGV[5], ARGV[6], ARGV[7])}
