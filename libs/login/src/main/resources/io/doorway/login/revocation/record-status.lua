-- Records the status of an account, a credential or a session, unless a later version is recorded already.
-- KEYS[1]  the entry: "<version> revoked" or "<version> active"
-- ARGV[1]  the version of the status
-- ARGV[2]  "revoked" or "active"
-- ARGV[3]  the time to live of the entry in milliseconds
-- returns  1 if the entry has this version now, 0 if a later version stays
local stored = redis.call('GET', KEYS[1])
if stored and tonumber(string.match(stored, '^%d+')) > tonumber(ARGV[1]) then
  return 0
end
redis.call('SET', KEYS[1], ARGV[1] .. ' ' .. ARGV[2], 'PX', ARGV[3])
return 1
