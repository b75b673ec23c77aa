package io.doorway.testkit.browser;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.doorway.protocol.challenge.Action;
import io.doorway.protocol.challenge.RelyingParty;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What a login page says to its script.
 *
 * @param ticket what a challenge is asked for with
 * @param client who asks
 * @param action what for
 * @param request digest of the authorization request
 * @param cancel where giving up leads, or null
 * @param renewFor seconds for which expired codes are replaced silently
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LoginForm(
        String ticket,
        RelyingParty client,
        Action action,
        String request,
        @Nullable URI cancel,
        @JsonProperty("renew_for") long renewFor) {

    private static final String BEFORE = "<script type=\"application/json\" id=\"doorway-login\">";

    /** @throws IllegalArgumentException if the page is no login page */
    static LoginForm of(String html) {
        int start = html.indexOf(BEFORE);
        int end = html.indexOf("</script>", start);
        if (start < 0 || end < 0) {
            throw new IllegalArgumentException("not a login page: " + html);
        }
        return BrowserJson.read(html.substring(start + BEFORE.length(), end), LoginForm.class);
    }
}
