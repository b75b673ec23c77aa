package io.doorway.store.redis;

import io.vertx.mutiny.redis.client.Request;

/** A script with its keys and arguments, as it is sent. Redis has a script that it has run before by its hash, until it restarts. */
interface ScriptRequest {

    String hash();

    /** @param known whether Redis has the script by its hash */
    Request request(boolean known);
}
