package io.doorway.clients.phone;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.URI;
import java.text.ParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A response to a phone.
 *
 * @param status the HTTP status
 * @param nonce the {@code Doorway-Nonce} header, or null
 * @param body the body as text
 */
public record PhoneResponse(int status, @Nullable String nonce, String body) {

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

    /** The confirmation code for the browser, six digits; null if none is required. */
    public @Nullable String code() {
        return textOrNull("code");
    }

    /** The address that leads back to the browser on the same device; null if none is required. */
    public @Nullable URI returnTo() {
        String address = textOrNull("return_to");
        return address == null ? null : URI.create(address);
    }

    /** The seconds for which the confirmation code or the return address is valid; null if there is none. */
    public @Nullable Long expiresIn() {
        String seconds = textOrNull("expires_in");
        return seconds == null ? null : Long.valueOf(seconds);
    }

    private @Nullable String textOrNull(String member) {
        Object value = json().get(member);
        return value == null ? null : value.toString();
    }

    /** The type of the problem without {@code urn:doorway:problem:}; empty if the response is not a problem. */
    public String problem() {
        Object type = status < 400 ? null : json().get("type");
        return type == null ? "" : type.toString().replace("urn:doorway:problem:", "");
    }

    /**
     * Returns this response.
     *
     * @throws PhoneRefusedException if the status is another one
     */
    public PhoneResponse expect(int expected) {
        if (status != expected) {
            throw new PhoneRefusedException(this);
        }
        return this;
    }

    /** The status of the response is not the expected one. */
    public static final class PhoneRefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient PhoneResponse response;

        PhoneRefusedException(PhoneResponse response) {
            super(describe(response));
            this.response = response;
        }

        public PhoneResponse response() {
            return response;
        }

        /** The detail of the problem, if there is one. */
        private static String describe(PhoneResponse response) {
            boolean problem = response.body().startsWith("{") && response.json().containsKey("detail");
            return problem
                    ? response.json().get("detail") + " (" + response.problem() + ")"
                    : response.status() + ": " + response.body();
        }
    }
}
