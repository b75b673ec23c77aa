-- Removes events that Kafka has acknowledged.
-- KEYS[1]      the outbox
-- KEYS[1 + i]  the record of the challenge of entry i; it need not exist
-- ARGV[i]      the id of entry i
-- returns      the number of ids
for i, id in ipairs(ARGV) do
  redis.call('XDEL', KEYS[1], id)
  redis.call('HDEL', KEYS[1 + i], 'unpublished:' .. id)
end
return #ARGV
