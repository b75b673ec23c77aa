-- Forgets events that Kafka has acknowledged.
-- KEYS[1]      the outbox
-- KEYS[1 + i]  the record that entry i is an event of; it need not exist
-- ARGV[i]      the id of entry i
for i, id in ipairs(ARGV) do
  redis.call('XDEL', KEYS[1], id)
  redis.call('HDEL', KEYS[1 + i], 'untold:' .. id)
end
return #ARGV
