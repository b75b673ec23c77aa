package io.doorway.edge.problem;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;

/**
 * An error that a client can act on (RFC 9457).
 *
 * @param status the HTTP status
 * @param name the stable name; the problem's {@code type} is {@code urn:doorway:problem:<name>}
 * @param detail what to do about it, for a person; never a secret, never what was received
 * @param retryAfter when to ask again, in seconds (RFC 9110 section 10.2.3); 0: asking again is of no use
 */
@JsonPropertyOrder({"type", "title", "status", "detail"})
public record Problem(
        int status,
        @JsonIgnore String name,
        String detail,
        @JsonIgnore long retryAfter) {

    /** {@code application/problem+json}. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String TYPE_PREFIX = "urn:doorway:problem:";

    public static Problem of(int status, String name, String detail) {
        return new Problem(status, name, detail, 0);
    }

    /** The one answer for "there is none" and "it is not yours". */
    public static Problem challengeNotFound() {
        return of(404, "challenge-not-found", "There is no such challenge here. Start again from the website.");
    }

    public static Problem unavailable() {
        return new Problem(503, "unavailable", "Nothing was lost. Try again in a moment.", 1);
    }

    /** @param wait until there is room; told in whole seconds, rounded up, so that who keeps to it is let in */
    public static Problem tooManyRequests(Duration wait) {
        long seconds = wait.plusSeconds(1).minusNanos(1).toSeconds();
        return new Problem(429, "too-many-requests", "Wait %d seconds, then try again.".formatted(seconds), seconds);
    }

    @JsonProperty
    public URI type() {
        return URI.create(TYPE_PREFIX + name);
    }

    /** The name in words, the same for every occurrence (section 3.1.3). */
    @JsonProperty
    public String title() {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1).replace('-', ' ');
    }

    public ProblemException asException() {
        return new ProblemException(this);
    }

    public Response asResponse() {
        Response.ResponseBuilder response = Response.status(status)
                .type(MediaType.valueOf(MEDIA_TYPE))
                .header("Cache-Control", "no-store")
                .entity(this);
        if (retryAfter > 0) {
            response.header(HttpHeaders.RETRY_AFTER, retryAfter);
        }
        return response.build();
    }
}
