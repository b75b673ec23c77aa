package io.doorway.store.redis;

import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import java.util.List;

/** A script with its keys and arguments, as it is sent. Redis has a script that it has run before by its hash, until it restarts. */
interface ScriptRequest {

    String hash();

    String text();

    List<String> keys();

    List<String> args();

    /** @param known whether Redis has the script by its hash */
    default Request request(boolean known) {
        List<String> keys = keys();
        Request request = Request.cmd(known ? Command.EVALSHA : Command.EVAL)
                .arg(known ? hash() : text())
                .arg(keys.size());
        keys.forEach(request::arg);
        args().forEach(request::arg);
        return request;
    }
}
