package io.doorway.protocol.transcript;

import io.doorway.protocol.challenge.BackchannelRequest;
import io.doorway.protocol.challenge.Challenge.Scanned;
import io.doorway.protocol.challenge.LoginRequest;
import io.doorway.protocol.challenge.RiskAssessment;
import io.doorway.protocol.encoding.Sha256;
import io.doorway.protocol.json.CanonicalJson;
import io.doorway.protocol.vocabulary.Browser;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.RiskSignal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The canonical JSON (RFC 8785) of all values that an approval is bound to.
 *
 * <p>The phone receives it as a string, parses it to show it, and signs the string unchanged. The server does not trust the copy that
 * the phone returns: it computes the transcript from the stored challenge and compares, so that one different byte is refused.
 *
 * @param text the canonical JSON
 */
public record Transcript(String text) {

    /** The transcript of a scanned challenge, computed from the stored record only. */
    public static Transcript of(Scanned scanned) {
        RiskAssessment assessment = scanned.scan().assessment();
        Map<String, @Nullable Object> members = context(scanned.id(), scanned.loginRequest());
        if (scanned.loginRequest().backchannel() == null) {
            Map<String, @Nullable Object> browser =
                    browser(scanned.loginRequest().browser());
            browser.put("known", assessment.knownBrowser());
            members.put("browser", browser);
        }
        members.put("check", assessment.transcriptCheck().wireName());
        members.put("frame_source", scanned.scan().frameSource().wireName());
        members.put("risk", assessment.risk().stream().map(RiskSignal::wireName).toList());
        members.put("scanned_at", scanned.scan().at().toString());
        return new Transcript(CanonicalJson.of(members));
    }

    /**
     * The hash of the values that are known when the challenge is created. The MAC of the QR frame covers it, so that a frame is valid
     * for this context only.
     */
    public static byte[] contextHash(ChallengeId id, LoginRequest request) {
        return Sha256.of(CanonicalJson.of(context(id, request)).getBytes(StandardCharsets.UTF_8));
    }

    /** SHA-256 of the text, base64url. Events and stored records contain it instead of the text. */
    public String hash() {
        return Sha256.text(text);
    }

    private static Map<String, @Nullable Object> context(ChallengeId id, LoginRequest request) {
        Map<String, @Nullable Object> members = new TreeMap<>();
        members.put("challenge_id", id.value());
        members.put(
                "client",
                Map.of(
                        "id", request.relyingParty().id().value(),
                        "name", request.relyingParty().name(),
                        "domain", request.relyingParty().domain()));
        members.put("action", action(request));
        members.put("claims", request.claims());
        members.put("acr", request.acr().uri());
        BackchannelRequest backchannel = request.backchannel();
        if (backchannel == null) {
            members.put("browser", browser(request.browser()));
        } else {
            // There is no browser, and the address of the relying party's server says nothing to the person.
            members.put("binding_message", backchannel.bindingMessage());
        }
        members.put("route", request.route().wireName());
        members.put("created_at", request.createdAt().toString());
        return members;
    }

    private static Map<String, @Nullable Object> action(LoginRequest request) {
        Map<String, @Nullable Object> action = new TreeMap<>();
        action.put("type", request.action().type());
        action.put("message", request.action().message());
        action.put(
                "details",
                request.action().details().stream()
                        .map(detail -> Map.of("name", detail.name(), "label", detail.label(), "value", detail.value()))
                        .toList());
        return action;
    }

    private static Map<String, @Nullable Object> browser(Browser browser) {
        Map<String, @Nullable Object> members = new TreeMap<>();
        members.put("key", browser.keyThumbprint());
        members.put("ip", browser.ip());
        members.put("location", browser.location());
        members.put("user_agent", browser.userAgent());
        members.put("shared", browser.shared());
        return members;
    }
}
