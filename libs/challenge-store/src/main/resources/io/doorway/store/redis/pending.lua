-- Reads the oldest entries of an outbox that are older than an age.
-- KEYS[1]  the outbox
-- ARGV[1]  the age, milliseconds
-- ARGV[2]  the maximum number
-- returns  entries as XRANGE does
return redis.call('XRANGE', KEYS[1], '-', integer(now() / 1000 - ARGV[1]), 'COUNT', ARGV[2])
