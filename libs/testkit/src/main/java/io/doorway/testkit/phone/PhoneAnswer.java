package io.doorway.testkit.phone;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.URI;
import java.text.ParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the server said.
 *
 * @param status the HTTP status
 * @param nonce the {@code Doorway-Nonce} header, or null
 * @param body the body as it came
 */
public record PhoneAnswer(int status, @Nullable String nonce, String body) {

    /** The body as a JSON object; empty if there is none. */
    public Map<String, Object> json() {
        try {
            return body.isEmpty() ? Map.of() : JSONObjectUtils.parse(body);
        } catch (ParseException e) {
            throw new IllegalStateException("not a JSON object: " + body, e);
        }
    }

    /** A member of the body, as text. */
    public String text(String member) {
        Object value = json().get(member);
        if (value == null) {
            throw new IllegalStateException("no " + member + " in: " + body);
        }
        return value.toString();
    }

    /** The six digits that the person types into the browser, or null where nothing is to be typed. */
    public @Nullable String code() {
        return textOrNull("code");
    }

    /** Where the person goes back to the browser of this device, or null where they need not. */
    public @Nullable URI returnTo() {
        String address = textOrNull("return_to");
        return address == null ? null : URI.create(address);
    }

    /** How many seconds are left for what was handed over, or null where nothing was. */
    public @Nullable Long expiresIn() {
        String seconds = textOrNull("expires_in");
        return seconds == null ? null : Long.valueOf(seconds);
    }

    private @Nullable String textOrNull(String member) {
        Object value = json().get(member);
        return value == null ? null : value.toString();
    }

    /** The name of the problem, without {@code urn:doorway:problem:}; empty if this is no problem. */
    public String problem() {
        Object type = status < 400 ? null : json().get("type");
        return type == null ? "" : type.toString().replace("urn:doorway:problem:", "");
    }

    /** @throws PhoneRefusedException unless the status is the expected one */
    public PhoneAnswer expect(int expected) {
        if (status != expected) {
            throw new PhoneRefusedException(this);
        }
        return this;
    }
}
