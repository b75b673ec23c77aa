-- Removes a request that was decided.
-- KEYS[1]  the pending requests of the account
-- KEYS[2]  those of the client alone
-- ARGV[1]  the challenge
for _, pending in ipairs(KEYS) do redis.call('ZREM', pending, ARGV[1]) end
return 1
