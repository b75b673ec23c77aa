-- Revokes the access tokens of a grant, and appends the event to the outbox. Of any number of calls, one publishes.
-- KEYS[1]  the mark of the revoked grant
-- KEYS[2]  the outbox of the bucket
-- ARGV[1]  how long the mark is kept, milliseconds; longer than an access token is valid
-- ARGV[2] to ARGV[6]  topic, key, value, MAC and traceparent (may be empty) of the event
-- returns  the outbox id | an empty text: the grant was revoked before
if not redis.call('SET', KEYS[1], '1', 'NX', 'PX', ARGV[1]) then return '' end
return publish(KEYS[2], ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6])
