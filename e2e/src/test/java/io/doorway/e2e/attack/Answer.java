package io.doorway.e2e.attack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.doorway.testkit.browser.BrowserAnswer;
import io.doorway.testkit.phone.PhoneAnswer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an attacker was told, by whichever part of the platform.
 *
 * @param status the HTTP status, or the close code of a socket
 * @param error the problem's name, OAuth's error (of the body or of the redirect), or a page's heading; empty for none
 * @param body what came with it
 */
record Answer(int status, String error, String body) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern HEADING = Pattern.compile("<h1[^>]*>([^<]*)</h1>");
    private static final Pattern REDIRECTED = Pattern.compile("[?&]error=([^&]*)");

    static Answer of(int status, String error) {
        return new Answer(status, error, "");
    }

    static Answer of(BrowserAnswer answer) {
        String location = answer.headers().firstValue("Location").orElse("");
        Matcher redirected = REDIRECTED.matcher(location);
        return redirected.find()
                ? new Answer(answer.status(), redirected.group(1), location)
                : of(
                        answer.status(),
                        answer.body().isEmpty() ? challenged(answer) : answer.body(),
                        answer.body() + location);
    }

    static Answer of(PhoneAnswer answer) {
        return of(answer.status(), answer.body(), answer.body());
    }

    /**
     * An answer whose error is to be found.
     *
     * @param told the text that says it
     * @param all everything that came
     */
    static Answer of(int status, String told, String all) {
        return new Answer(status, status < 400 ? "" : error(told), all);
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

    /** RFC 6750 section 3: an error that is in the header alone. */
    private static String challenged(BrowserAnswer answer) {
        return answer.headers()
                .firstValue("WWW-Authenticate")
                .map(header -> header.replaceFirst(".*error=\"([^\"]*)\".*", "{\"error\":\"$1\"}"))
                .orElse("");
    }

    /** What is compared. */
    String inWords() {
        return status + " " + error;
    }
}
