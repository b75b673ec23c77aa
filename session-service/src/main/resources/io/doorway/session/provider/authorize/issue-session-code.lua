-- Stores the consumed challenge of a code that a session gives, under a new id.
-- KEYS[1]  the record
-- ARGV[1]  the version
-- ARGV[2]  the state, JSON
-- ARGV[3]  how long it is stored, milliseconds
redis.call('HSET', KEYS[1], 'replication_id', replication_id(), 'version', ARGV[1], 'state', ARGV[2], 'deadline', '')
return redis.call('PEXPIRE', KEYS[1], ARGV[3])
