package io.doorway.e2e.attack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.doorway.clients.browser.BrowserResponse;
import io.doorway.clients.phone.PhoneResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A response that an attacker received from any part of the platform.
 *
 * @param status the HTTP status, or the close code of a socket
 * @param error the problem's name, OAuth's error (of the body or of the redirect), or a page's heading; empty for none
 * @param body the body, and the {@code Location} header of a redirect
 */
record ObservedResponse(int status, String error, String body) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern HEADING = Pattern.compile("<h1[^>]*>([^<]*)</h1>");
    private static final Pattern REDIRECTED = Pattern.compile("[?&]error=([^&]*)");

    static ObservedResponse of(int status, String error) {
        return new ObservedResponse(status, error, "");
    }

    static ObservedResponse of(BrowserResponse answer) {
        String location = answer.headers().firstValue("Location").orElse("");
        Matcher redirect = REDIRECTED.matcher(location);
        return redirect.find()
                ? new ObservedResponse(answer.status(), redirect.group(1), location)
                : of(
                        answer.status(),
                        answer.body().isEmpty() ? challengeError(answer) : answer.body(),
                        answer.body() + location);
    }

    static ObservedResponse of(PhoneResponse answer) {
        return of(answer.status(), answer.body(), answer.body());
    }

    /**
     * A response whose error is extracted from a text.
     *
     * @param text the text that contains the error
     * @param all the whole response
     */
    static ObservedResponse of(int status, String text, String all) {
        return new ObservedResponse(status, status < 400 ? "" : error(text), all);
    }

    private static String error(String body) {
        Matcher heading = HEADING.matcher(body);
        if (heading.find()) {
            return heading.group(1).strip();
        }
        try {
            JsonNode json = JSON.readTree(body);
            return json.has("error")
                    ? json.path("error").asText()
                    : json.path("type").asText().replace("urn:doorway:problem:", "");
        } catch (JsonProcessingException noJson) {
            return "";
        }
    }

    /** The error of a {@code WWW-Authenticate} header (RFC 6750 section 3). */
    private static String challengeError(BrowserResponse answer) {
        return answer.headers()
                .firstValue("WWW-Authenticate")
                .map(header -> header.replaceFirst(".*error=\"([^\"]*)\".*", "{\"error\":\"$1\"}"))
                .orElse("");
    }

    /** Status and error, which the cases compare. */
    String summary() {
        return status + " " + error;
    }
}
