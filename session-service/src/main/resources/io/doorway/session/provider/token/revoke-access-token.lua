-- Removes an access token, and appends the event to the outbox. Of any number of calls, one publishes.
-- KEYS[1]  the access token
-- KEYS[2]  the outbox of the bucket
-- ARGV[1] to ARGV[5]  topic, key, value, MAC and traceparent (may be empty) of the event
-- returns  the outbox id | an empty text: there is no such token
if redis.call('DEL', KEYS[1]) == 0 then return '' end
return publish(KEYS[2], ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5])
