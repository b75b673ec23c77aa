-- Stores an access token that was refreshed, and appends the event to the outbox.
-- KEYS[1]  the access token
-- KEYS[2]  the outbox of the bucket
-- ARGV[1]  the record of the access token
-- ARGV[2]  how long it is valid, milliseconds
-- ARGV[3] to ARGV[7]  topic, key, value, MAC and traceparent (may be empty) of the event
-- returns  the outbox id
redis.call('SET', KEYS[1], replication_id() .. '\n' .. ARGV[1], 'PX', ARGV[2])
return publish(KEYS[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6], ARGV[7])
