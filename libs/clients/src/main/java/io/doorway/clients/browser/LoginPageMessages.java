package io.doorway.clients.browser;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.doorway.protocol.vocabulary.Action;
import io.doorway.protocol.vocabulary.RelyingParty;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON messages that a login page exchanges with Doorway, as a client sees them. {@code docs/protocol.md} specifies them. */
public final class LoginPageMessages {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();

    private LoginPageMessages() {}

    static <T> T read(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a " + type.getSimpleName() + ": " + json, e);
        }
    }

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "cannot be written as JSON: " + value.getClass().getSimpleName(), e);
        }
    }

    /**
     * The data that a login page contains for its script.
     *
     * @param ticket the login ticket, which creating a challenge requires
     * @param client the relying party
     * @param action what the relying party asks the person to approve
     * @param request digest of the authorization request
     * @param cancel the address that the page opens if the person cancels, or null
     * @param renewFor seconds during which the page replaces an expired challenge without asking
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record LoginPageData(
            String ticket,
            RelyingParty client,
            Action action,
            String request,
            @Nullable URI cancel,
            @JsonProperty("renew_for") long renewFor) {

        private static final String DATA_ELEMENT_START = "<script type=\"application/json\" id=\"doorway-login\">";

        /**
         * Reads the data of a login page.
         *
         * @throws IllegalArgumentException if the page is not a login page
         */
        public static LoginPageData of(String html) {
            int start = html.indexOf(DATA_ELEMENT_START);
            int end = html.indexOf("</script>", start);
            if (start < 0 || end < 0) {
                throw new IllegalArgumentException("not a login page: " + html);
            }
            return LoginPageMessages.read(
                    html.substring(start + DATA_ELEMENT_START.length(), end), LoginPageData.class);
        }
    }

    /**
     * The body of {@code POST /challenges}. Members that are null are absent.
     *
     * @param timeZone the browser's time zone, such as {@code Europe/Paris}
     * @param route {@code cross-device}, {@code same-device} or {@code entered-code}
     * @param shared whether other people use the browser too, as the person states
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ClientHintsBody(
            @JsonProperty("time_zone") @Nullable String timeZone,
            @JsonProperty("route") @Nullable String route,
            @JsonProperty("shared") @Nullable Boolean shared) {

        /** No hints; the body is {@code {}}. */
        public static final ClientHintsBody NONE = new ClientHintsBody(null, null, null);

        /** The same hints with a time zone. */
        public ClientHintsBody withTimeZone(String zone) {
            return new ClientHintsBody(zone, route, shared);
        }

        /** The same hints for an approval by the app on the same device. */
        public ClientHintsBody onSameDevice() {
            return new ClientHintsBody(timeZone, "same-device", shared);
        }

        /** The same hints for a code that the person enters in the app. */
        public ClientHintsBody withEnteredCode() {
            return new ClientHintsBody(timeZone, "entered-code", shared);
        }

        /** The same hints for a browser that other people use too. */
        public ClientHintsBody onSharedBrowser() {
            return new ClientHintsBody(timeZone, route, true);
        }
    }

    /**
     * The response to {@code POST /challenges}.
     *
     * @param socketToken opens the first WebSocket of the challenge, once
     * @param firstFrame the QR code of the first second, on the route {@code cross-device} only
     * @param loginCode the code to enter in the app, on the route {@code entered-code} only
     */
    public record IssuedChallenge(
            @JsonProperty("challenge_id") String challengeId,
            @JsonProperty("version") long version,
            @JsonProperty("state") String state,
            @JsonProperty("expires_at") Instant expiresAt,
            @JsonProperty("socket_token") String socketToken,
            @JsonProperty("first_frame") UpcomingFrames.@Nullable Frame firstFrame,
            @JsonProperty("login_code") @Nullable String loginCode,
            @JsonProperty("server_time") Instant serverTime) {}

    /**
     * The next frames of a QR code, of an HTTP response or a message of a WebSocket.
     *
     * @param periodMs milliseconds for which each frame is shown
     * @param serverTime the current time by the server's clock; null on a WebSocket
     * @param frames in the order in which they are shown
     */
    @JsonIgnoreProperties("type")
    public record UpcomingFrames(
            @JsonProperty("period_ms") long periodMs,
            @JsonProperty("server_time") @Nullable Instant serverTime,
            @JsonProperty("frames") List<Frame> frames) {

        /**
         * One QR code.
         *
         * @param notBefore the time from which it is shown
         * @param content the address that it encodes
         * @param svg its image; null except over HTTP, where a page asks for frames
         */
        public record Frame(
                @JsonProperty("not_before") Instant notBefore,
                @JsonProperty("content") String content,
                @JsonProperty("svg") @Nullable String svg) {}

        /** The frame that the page shows now. */
        public Frame current() {
            return frames.getFirst();
        }
    }

    /**
     * A state message of a challenge.
     *
     * @param type always {@code state}
     * @param state the name of the state
     * @param version the number of transitions
     * @param at the time of the last transition
     * @param deadline until when the next transition is possible, or null in a terminal state
     * @param check what completing the login requires
     * @param serverTime a time that has passed by the server's clock
     */
    public record ObservedState(
            @JsonProperty("type") String type,
            @JsonProperty("state") String state,
            @JsonProperty("version") long version,
            @JsonProperty("at") Instant at,
            @JsonProperty("deadline") @Nullable Instant deadline,
            @JsonProperty("check") String check,
            @JsonProperty("server_time") Instant serverTime) {

        static ObservedState of(String json) {
            return LoginPageMessages.read(json, ObservedState.class);
        }

        /** Whether no transition leaves this state. */
        public boolean terminal() {
            return switch (state) {
                case "consumed", "rejected", "cancelled", "expired" -> true;
                default -> false;
            };
        }
    }
}
