-- Reads the replication id of the server that has the key.
-- KEYS[1]  any key of a bucket
-- returns  the replication id
return replication_id()
