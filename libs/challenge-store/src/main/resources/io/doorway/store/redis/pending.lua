-- Reads the oldest entries of an outbox.
-- KEYS[1]  the outbox
-- ARGV[1]  how old an entry must be, milliseconds; a younger one is still its maker's
-- ARGV[2]  how many at most
return redis.call('XRANGE', KEYS[1], '-', integer(now() / 1000 - ARGV[1]), 'COUNT', ARGV[2])
