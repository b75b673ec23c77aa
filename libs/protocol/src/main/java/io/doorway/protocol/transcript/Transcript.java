package io.doorway.protocol.transcript;

import io.doorway.protocol.Sha256;
import io.doorway.protocol.challenge.Asked;
import io.doorway.protocol.challenge.Browser;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.Judgement;
import io.doorway.protocol.challenge.RiskSignal;
import io.doorway.protocol.challenge.Scanned;
import io.doorway.protocol.json.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The canonical JSON (RFC 8785) of everything that an approval is bound to.
 *
 * <p>The phone receives it as a string, parses it to show it, and signs it as it came. The server never trusts the copy that
 * comes back: it computes its own from the stored challenge and compares, so that one changed byte refuses.
 *
 * @param text the canonical JSON
 */
public record Transcript(String text) {

    /** The transcript of a scanned challenge: a function of the stored record and nothing else. */
    public static Transcript of(Scanned scanned) {
        Judgement judgement = scanned.scan().judgement();
        Map<String, @Nullable Object> browser = browser(scanned.asked().browser());
        browser.put("known", judgement.knownBrowser());
        Map<String, @Nullable Object> members = context(scanned.id(), scanned.asked());
        members.put("browser", browser);
        members.put("check", judgement.shown().wireName());
        members.put("risk", judgement.risk().stream().map(RiskSignal::wireName).toList());
        members.put("scanned_at", scanned.scan().at().toString());
        return new Transcript(CanonicalJson.of(members));
    }

    /**
     * The hash of what is known when the challenge is created. The QR frame's MAC covers it, so that a frame shows one context
     * and no other.
     */
    public static byte[] contextHash(ChallengeId id, Asked asked) {
        return Sha256.of(CanonicalJson.of(context(id, asked)).getBytes(StandardCharsets.UTF_8));
    }

    /** SHA-256 of the text, base64url: how events and records name a transcript. */
    public String hash() {
        return Sha256.text(text);
    }

    private static Map<String, @Nullable Object> context(ChallengeId id, Asked asked) {
        Map<String, @Nullable Object> members = new TreeMap<>();
        members.put("challenge_id", id.value());
        members.put(
                "client",
                Map.of(
                        "id", asked.relyingParty().id(),
                        "name", asked.relyingParty().name(),
                        "domain", asked.relyingParty().domain()));
        members.put("action", action(asked));
        members.put("claims", asked.claims());
        members.put("acr", asked.acr());
        members.put("browser", browser(asked.browser()));
        members.put("route", asked.route().wireName());
        members.put("created_at", asked.createdAt().toString());
        return members;
    }

    private static Map<String, @Nullable Object> action(Asked asked) {
        Map<String, @Nullable Object> action = new TreeMap<>();
        action.put("type", asked.action().type());
        action.put("message", asked.action().message());
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
