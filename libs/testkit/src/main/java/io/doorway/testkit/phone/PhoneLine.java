package io.doorway.testkit.phone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** The way from a phone to Doorway: sends signed messages and hands back what comes. One line serves any number of phones. */
public final class PhoneLine {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** One for all lines, so that ten thousand phones are not ten thousand threads. */
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    private final String address;

    /** @param address where the service listens, such as {@code http://localhost:8080} */
    public PhoneLine(String address) {
        this.address = address.replaceAll("/+$", "");
    }

    public PhoneAnswer post(String path, String message) {
        return send(
                path,
                request -> request.header("Content-Type", "application/jose").POST(BodyPublishers.ofString(message)));
    }

    public PhoneAnswer get(String path, String message) {
        return send(path, request -> authorized(request, message).GET());
    }

    public PhoneAnswer delete(String path, String message) {
        return send(path, request -> authorized(request, message).DELETE());
    }

    private static HttpRequest.Builder authorized(HttpRequest.Builder request, String message) {
        return request.header("Authorization", "Doorway " + message);
    }

    private PhoneAnswer send(String path, UnaryOperator<HttpRequest.Builder> fill) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address + path)).timeout(PATIENCE);
        try {
            HttpResponse<String> response = HTTP.send(fill.apply(request).build(), BodyHandlers.ofString());
            String nonce = response.headers().firstValue("Doorway-Nonce").orElse(null);
            return new PhoneAnswer(response.statusCode(), nonce, response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + path, e);
        }
    }
}
