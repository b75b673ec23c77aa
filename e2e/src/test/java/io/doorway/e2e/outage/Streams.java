package io.doorway.e2e.outage;

import io.doorway.e2e.support.TestPlatform;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** Streams of events, which do not end by themselves. */
final class Streams {

    private Streams() {}

    /** The status of the stream, which is closed at once. */
    static CallAnswer begin(String path, Map<String, String> headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(TestPlatform.issuer().resolve(path)).timeout(Duration.ofSeconds(20));
        headers.forEach(request::header);
        try {
            HttpResponse<InputStream> response = TestPlatform.HTTP.send(request.build(), BodyHandlers.ofInputStream());
            response.body().close();
            return new CallAnswer(
                    response.statusCode(),
                    response.headers().firstValue("Retry-After").isPresent(),
                    "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }
}
