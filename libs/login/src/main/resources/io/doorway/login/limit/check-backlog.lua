-- Checks how far a key's theoretical arrival time lies in the future. A condition. Counts nothing.
-- KEYS[1]  the theoretical arrival time, microseconds since 1970
-- ARGV[1]  the longest backlog with which the condition holds, microseconds
-- returns  0 if there is none, or no longer one; else 1
return (tonumber(redis.call('GET', KEYS[1])) or 0) - now() > tonumber(ARGV[1]) and 1 or 0
