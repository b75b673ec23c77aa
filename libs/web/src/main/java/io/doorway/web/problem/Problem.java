package io.doorway.web.problem;

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
 * @param detail what a person can do about it; never a secret or a part of the request
 * @param retryAfter seconds to wait before a retry (RFC 9110 section 10.2.3); 0 if a retry is of no use
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

    /** A problem for which a retry is of no use. */
    public static Problem of(int status, String name, String detail) {
        return new Problem(status, name, detail, 0);
    }

    /** The one problem for a challenge that does not exist and for a challenge of another browser or phone. */
    public static Problem challengeNotFound() {
        return of(404, "challenge-not-found", "There is no such challenge here. Start again from the website.");
    }

    /** A store does not answer, and nothing was changed; a retry after a second may succeed. */
    public static Problem unavailable() {
        return new Problem(503, "unavailable", "Nothing was lost. Try again in a moment.", 1);
    }

    /** A store or Kafka did not answer during a change, which may have been made; a retry after a second may succeed. */
    public static Problem unavailableDuringChange() {
        return new Problem(503, "unavailable", "It is not known whether this was done. Try again in a moment.", 1);
    }

    /** @param wait time until the limit has capacity; given in whole seconds, rounded up, so that a retry after it is admitted */
    public static Problem tooManyRequests(Duration wait) {
        long seconds = wait.plusSeconds(1).minusNanos(1).toSeconds();
        return new Problem(429, "too-many-requests", "Wait %d seconds, then try again.".formatted(seconds), seconds);
    }

    /** The stable identifier of the problem (RFC 9457 section 3.1.1). */
    @JsonProperty
    public URI type() {
        return URI.create(TYPE_PREFIX + name);
    }

    /** The name as text, the same for every occurrence (RFC 9457 section 3.1.3). */
    @JsonProperty
    public String title() {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1).replace('-', ' ');
    }

    /** The exception that {@link ProblemMappers} answers with this problem. */
    public ProblemException asException() {
        return new ProblemException(this);
    }

    /** The HTTP response, which is never cached. */
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
