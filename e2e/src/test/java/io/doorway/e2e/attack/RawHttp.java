package io.doorway.e2e.attack;

import io.doorway.e2e.support.Doorway;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bytes on a connection, for what a well-behaved HTTP client would not send. */
final class RawHttp {

    private static final int PATIENCE_MILLIS = 20_000;
    private static final Pattern LENGTH = Pattern.compile("(?i)\\r\\ncontent-length: *(\\d+)");

    private RawHttp() {}

    /**
     * A request to the issuer's address, exactly as written, and the answer up to its end.
     *
     * @param target the request's target, in any spelling
     * @param headers whole lines; {@code Host} is among them or missing
     */
    static Answer send(String method, String target, List<String> headers, String body) throws IOException {
        String request = method + " " + target + " HTTP/1.1\r\n" + String.join("\r\n", headers)
                + "\r\nConnection: close\r\n\r\n" + body;
        return exchange(request.getBytes(StandardCharsets.ISO_8859_1));
    }

    static Answer get(String target, String... headers) throws IOException {
        List<String> all =
                new java.util.ArrayList<>(List.of("Host: " + Doorway.issuer().getAuthority()));
        all.addAll(List.of(headers));
        return send("GET", target, all, "");
    }

    static Answer exchange(byte[] request) throws IOException {
        return exchange(Doorway.issuer().getPort(), request);
    }

    /** The same past the gateway, with a service itself. */
    static Answer exchange(int port, byte[] request) throws IOException {
        try (Socket socket = open(port)) {
            socket.getOutputStream().write(request);
            return answer(read(socket.getInputStream()));
        } catch (IOException cutOff) {
            return Answer.of(0, "cut off");
        }
    }

    /** Up to the answer's end: as long as it says, or until the connection is closed or silent. */
    private static String read(InputStream in) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try {
            for (int next = in.read(); next >= 0; next = in.read()) {
                read.write(next);
                if (next == '}' && complete(read.toString(StandardCharsets.UTF_8))) {
                    break;
                }
            }
        } catch (SocketTimeoutException silence) {
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
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static Answer answer(String response) {
        if (!response.startsWith("HTTP/1.")) {
            return Answer.of(0, "cut off");
        }
        int status = Integer.parseInt(response.substring(9, 12));
        return Answer.of(status, response.substring(response.indexOf("\r\n\r\n") + 4), response);
    }
}
