-- Reads what the server that has the key says about its memory, and whether it is part of a cluster.
-- KEYS[1]  any key of a bucket
-- returns  the lines of INFO memory and INFO cluster
return redis.call('INFO', 'memory') .. redis.call('INFO', 'cluster')
