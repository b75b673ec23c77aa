package io.doorway.e2e.attack;

import io.doorway.e2e.support.TestPlatform;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** HTTP over plain sockets, for requests that an HTTP client library does not send. */
final class RawHttp {

    private static final int TIMEOUT_MILLIS = 20_000;
    private static final Pattern LENGTH = Pattern.compile("(?i)\\r\\ncontent-length: *(\\d+)");

    private RawHttp() {}

    /**
     * Sends a request to the issuer exactly as written, and reads the whole response.
     *
     * @param target the request target, which need not be normalised
     * @param headers header lines; {@code Host} is not added
     */
    static ObservedResponse send(String method, String target, List<String> headers, String body) throws IOException {
        String request = method + " " + target + " HTTP/1.1\r\n" + String.join("\r\n", headers)
                + "\r\nConnection: close\r\n\r\n" + body;
        return exchange(request.getBytes(StandardCharsets.ISO_8859_1));
    }

    static ObservedResponse get(String target, String... headers) throws IOException {
        List<String> all =
                new ArrayList<>(List.of("Host: " + TestPlatform.issuer().getAuthority()));
        all.addAll(List.of(headers));
        return send("GET", target, all, "");
    }

    static ObservedResponse exchange(byte[] request) throws IOException {
        return exchange(TestPlatform.issuer().getPort(), request);
    }

    /** Sends a request to a service itself, without the gateway. */
    static ObservedResponse exchange(int port, byte[] request) throws IOException {
        try (Socket socket = open(port)) {
            socket.getOutputStream().write(request);
            return answer(read(socket.getInputStream()));
        } catch (IOException e) {
            return ObservedResponse.of(0, "connection closed");
        }
    }

    /** Reads until the announced length, the end of the connection or the timeout. */
    private static String read(InputStream in) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try {
            for (int next = in.read(); next >= 0; next = in.read()) {
                read.write(next);
                if (next == '}' && complete(read.toString(StandardCharsets.UTF_8))) {
                    break;
                }
            }
        } catch (SocketTimeoutException e) {
            return read.toString(StandardCharsets.UTF_8);
        }
        return read.toString(StandardCharsets.UTF_8);
    }

    private static boolean complete(String answer) {
        Matcher length = LENGTH.matcher(answer);
        int body = answer.indexOf("\r\n\r\n") + 4;
        return length.find()
                && body >= 4
                && answer.substring(body).getBytes(StandardCharsets.UTF_8).length >= Integer.parseInt(length.group(1));
    }

    static Socket open(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        return socket;
    }

    private static ObservedResponse answer(String response) {
        if (!response.startsWith("HTTP/1.")) {
            return ObservedResponse.of(0, "connection closed");
        }
        int status = Integer.parseInt(response.substring(9, 12));
        return ObservedResponse.of(status, response.substring(response.indexOf("\r\n\r\n") + 4), response);
    }
}
