-- Stores a pushed authorization request until a browser claims it.
-- KEYS[1]  the pushed request: a hash of client, request and, once claimed, browser
-- ARGV[1]  the client_id of the client that pushed it
-- ARGV[2]  the request
-- ARGV[3]  how long it may stay unclaimed, milliseconds
redis.call('HSET', KEYS[1], 'client', ARGV[1], 'request', ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 1
