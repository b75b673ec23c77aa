-- Stores a pushed authorization request until the page of a browser claims it.
-- KEYS[1]  the pushed request: a hash of client, request, ui_locales and, once claimed, browser
-- ARGV[1]  the client_id of the client that pushed it
-- ARGV[2]  the request
-- ARGV[3]  its ui_locales, or an empty text
-- ARGV[4]  how long it may stay unclaimed, milliseconds: until it cannot be opened any more, and as long as the ticket of an opened page
redis.call('HSET', KEYS[1], 'client', ARGV[1], 'request', ARGV[2], 'ui_locales', ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return 1
