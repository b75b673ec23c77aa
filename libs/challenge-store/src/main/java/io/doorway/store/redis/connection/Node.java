package io.doorway.store.redis.connection;

import java.net.URI;
import java.util.Objects;

/**
 * A Redis server: a {@code redis:} or {@code rediss:} URL, with the user and the password for it.
 *
 * @param url as in {@code quarkus.redis.hosts}
 */
record Node(String url) {

    /** Another server of the same deployment, to which the same user, password and parameters apply. */
    Node other(String host, int port) {
        URI here = URI.create(url);
        String userInfo = here.getRawUserInfo() == null ? "" : here.getRawUserInfo() + "@";
        String address = host.indexOf(':') < 0 ? host : "[" + host + "]";
        String query = here.getRawQuery() == null ? "" : "?" + here.getRawQuery();
        return new Node("%s://%s%s:%d%s%s"
                .formatted(
                        here.getScheme(),
                        userInfo,
                        address,
                        port,
                        Objects.requireNonNullElse(here.getRawPath(), ""),
                        query));
    }

    /** Another server, {@code host:port}. Without a host it is at the host of this one. */
    Node other(String hostAndPort) {
        int colon = hostAndPort.lastIndexOf(':');
        String host = colon <= 0 ? URI.create(url).getHost() : hostAndPort.substring(0, colon);
        return other(host.replaceAll("[\\[\\]]", ""), Integer.parseInt(hostAndPort.substring(colon + 1)));
    }

    /** Host and port, for messages. */
    @Override
    public String toString() {
        URI here = URI.create(url);
        return here.getHost() == null ? here.getScheme() + ":" + here.getPath() : here.getHost() + ":" + here.getPort();
    }
}
