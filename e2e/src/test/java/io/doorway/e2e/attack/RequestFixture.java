package io.doorway.e2e.attack;

import com.fasterxml.jackson.databind.JsonNode;
import io.doorway.e2e.support.TestPlatform;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request that a service accepts unless a part of it is replaced.
 *
 * @param <C> what has to exist for it, such as a login; it is made again after some seconds and after each change
 */
final class RequestFixture<C> {

    private static final Duration MAX_AGE = Duration.ofSeconds(20);
    private static final int SUCCESS = 200;
    private static final int ERROR = 400;
    private static final Pattern NONCE = Pattern.compile("(?i)\\r\\ndoorway-nonce: *(\\S+)");

    private static final Pattern LENGTH = Pattern.compile("(?i)\\r\\ncontent-length: *(\\d+)");

    private final String service;
    private final String name;
    private final int expected;
    private final Supplier<C> begin;
    private final BiFunction<C, String, RequestTemplate> request;
    private @Nullable C context;
    private @Nullable RequestTemplate form;
    private Instant begun = Instant.EPOCH;

    /**
     * A request.
     *
     * @param service a name of {@link io.doorway.local.Platform.Parts}
     * @param name unique
     * @param expected the status of its answer
     * @param begin makes what has to exist
     * @param request the request, with a nonce of the server, or the empty text
     */
    RequestFixture(
            String service,
            String name,
            int expected,
            Supplier<C> begin,
            BiFunction<C, String, RequestTemplate> request) {
        this.service = service;
        this.name = name;
        this.expected = expected;
        this.begin = begin;
        this.request = request;
    }

    String service() {
        return service;
    }

    int expected() {
        return expected;
    }

    /** A request of this form, which is not necessarily accepted any more. */
    synchronized RequestTemplate form() {
        RequestTemplate made = form;
        if (made == null) {
            made = template("");
            form = made;
        }
        return made;
    }

    private synchronized RequestTemplate template(String nonce) {
        C current = context;
        if (current == null || begun.plus(MAX_AGE).isBefore(Instant.now())) {
            current = begin.get();
            context = current;
            begun = Instant.now();
        }
        return request.apply(current, nonce);
    }

    /** The answer to the request as it is. */
    String send() throws IOException {
        return send(UnaryOperator.identity());
    }

    /** The answer to the request with another value in one place. */
    String send(List<String> place, JsonNode value) throws IOException {
        return send(valid -> valid.with(place, value));
    }

    /** Sends the request again with the nonce if the server requires one. */
    private String send(UnaryOperator<RequestTemplate> change) throws IOException {
        String answer = exchange(change.apply(template("")).bytes());
        Matcher nonce = NONCE.matcher(answer);
        if (nonce.find()) {
            answer = exchange(change.apply(template(nonce.group(1))).bytes());
        }
        int status = status(answer);
        if (status >= SUCCESS && status < ERROR && !form().method().equals("GET")) {
            context = null;
        }
        return answer;
    }

    /** The answer to the request with another, chunked body. */
    String sendChunked(String body) throws IOException {
        return exchange(form().chunked(body));
    }

    static int status(String answer) {
        return answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : 0;
    }

    /** The headers of a success, which may be a stream that does not end, or the whole of another answer. */
    private String exchange(byte[] bytes) throws IOException {
        String address = TestPlatform.platform().address(service);
        try (Socket socket = RawHttp.open(Integer.parseInt(address.substring(address.indexOf(':') + 1)))) {
            socket.getOutputStream().write(bytes);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            String head = head(in);
            Matcher length = LENGTH.matcher(head);
            if (status(head) < ERROR) {
                return head;
            }
            if (!length.find()) {
                return head + new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
            return head + new String(in.readNBytes(Integer.parseInt(length.group(1))), StandardCharsets.UTF_8);
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
            head.append((char) next);
            if (next == '\n' && head.length() > 4 && head.charAt(head.length() - 3) == '\n') {
                break;
            }
        }
        return head.toString();
    }

    @Override
    public String toString() {
        return name;
    }
}
