package io.doorway.web.request;

import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.util.List;

/**
 * The address of the client that sent a request: of the connection, or what a trusted proxy says. {@link RequestFilters} determines it
 * before anything else reads the request, and writes it into {@code X-Forwarded-For} in place of what was sent, so that whoever reads that
 * header, OpenTelemetry for example, reads one address that is true. {@code HttpServerRequest.remoteAddress()} is the last proxy's.
 */
public final class ClientAddress {

    static final String HEADER = "X-Forwarded-For";

    private ClientAddress() {}

    /** The client's address as text: IPv4, or IPv6 in the form of RFC 5952. */
    public static String of(HttpServerRequest request) {
        List<String> determined = request.headers().getAll(HEADER);
        if (determined.size() != 1) {
            throw new IllegalStateException("the source of the request was not determined");
        }
        return determined.getFirst();
    }

    static void set(HttpServerRequest request, InetAddress address) {
        request.headers().set(HEADER, NetUtil.toAddressString(address));
    }
}
