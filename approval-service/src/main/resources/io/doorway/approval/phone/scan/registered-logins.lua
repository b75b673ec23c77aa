-- Reads the challenges in the set of an account.
-- KEYS[1]  the set of the account
-- returns  challenge ids
return redis.call('SMEMBERS', KEYS[1])
