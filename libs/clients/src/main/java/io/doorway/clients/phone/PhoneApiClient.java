package io.doorway.clients.phone;

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

/** Sends signed messages to Doorway and returns any response. Any number of phones can share one. */
public final class PhoneApiClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    /** Shared, because every {@link HttpClient} has its own threads. */
    private static final HttpClient SHARED = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    private final String address;
    private final HttpClient http;

    /**
     * A client for one address, which trusts what this program trusted when it made the first one.
     *
     * @param address the address of Doorway, such as {@code http://localhost:8080}
     */
    public PhoneApiClient(String address) {
        this(address, SHARED);
    }

    /** A client that sends with another HTTP client, such as one that trusts another authority. */
    public PhoneApiClient(String address, HttpClient http) {
        this.http = http;
        this.address = address.replaceAll("/+$", "");
    }

    /** POST with the message as the body. */
    public PhoneResponse post(String path, String message) {
        return send(
                path,
                request -> request.header("Content-Type", "application/jose").POST(BodyPublishers.ofString(message)));
    }

    /** GET with the message in the {@code Authorization} header. */
    public PhoneResponse get(String path, String message) {
        return send(path, request -> withAuthorization(request, message).GET());
    }

    /** DELETE with the message in the {@code Authorization} header. */
    public PhoneResponse delete(String path, String message) {
        return send(path, request -> withAuthorization(request, message).DELETE());
    }

    private static HttpRequest.Builder withAuthorization(HttpRequest.Builder request, String message) {
        return request.header("Authorization", "Doorway " + message);
    }

    private PhoneResponse send(String path, UnaryOperator<HttpRequest.Builder> complete) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address + path)).timeout(TIMEOUT);
        try {
            HttpResponse<String> response = http.send(complete.apply(request).build(), BodyHandlers.ofString());
            String nonce = response.headers().firstValue("Doorway-Nonce").orElse(null);
            return new PhoneResponse(response.statusCode(), nonce, response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + path, e);
        }
    }
}
