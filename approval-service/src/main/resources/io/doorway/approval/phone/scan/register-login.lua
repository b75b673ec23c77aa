-- Adds a challenge to the set of an account. A condition that always holds: what follows in the same step finds the challenge in the set.
-- KEYS[1]  the set of the account
-- ARGV[1]  the challenge id
-- ARGV[2]  how long the set is stored, milliseconds
-- returns  0
redis.call('SADD', KEYS[1], ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 0
