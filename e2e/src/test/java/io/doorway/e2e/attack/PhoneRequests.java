package io.doorway.e2e.attack;

import static io.doorway.e2e.attack.PhoneMessageParts.ceremony;
import static io.doorway.e2e.attack.PhoneMessageParts.device;
import static io.doorway.e2e.attack.PhoneMessageParts.inHeader;
import static io.doorway.e2e.attack.PhoneMessageParts.posted;
import static io.doorway.e2e.attack.PhoneMessageParts.signed;

import io.doorway.clients.browser.LoginPageMessages.ClientHintsBody;
import io.doorway.clients.passkey.HeadlessPasskey;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.PhoneMessages;
import io.doorway.clients.phone.ScannedLogin;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.local.Platform.Parts;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Valid requests of phones. */
final class PhoneRequests {

    private static final String JOSE = "application/jose";
    private static final ClientHintsBody SAME_DEVICE = ClientHintsBody.NONE.onSameDevice();

    private record Scanned(HeadlessPhone phone, ScannedLogin login, HeadlessPasskey passkey) {
        static Scanned scan(String acr) {
            HeadlessPhone phone = PhoneMessageParts.phone();
            HeadlessPasskey passkey = phone.addPasskey();
            Shop.Login login = Shop.PLAIN.begin(Map.of("acr_values", acr), ClientHintsBody.NONE);
            return new Scanned(phone, phone.scan(login::frame), passkey);
        }

        static Scanned withoutPasskey() {
            return scan("urn:doorway:acr:qr");
        }
    }

    private record Scan(HeadlessPhone phone, String frame) {}

    private record Disowned(HeadlessPhone phone, String challenge) {}

    private PhoneRequests() {}

    static Stream<RequestFixture<?>> all() {
        return Stream.of(decisions(), lists()).flatMap(List::stream);
    }

    private static List<RequestFixture<?>> decisions() {
        return List.of(
                new RequestFixture<>(
                        Parts.APPROVAL,
                        "POST /approvals/scan",
                        200,
                        PhoneRequests::scan,
                        (scan, nonce) -> posted(
                                RequestTemplate.of("POST", "/approvals/scan"),
                                signed(
                                        scan.phone(),
                                        PhoneMessages.SCAN,
                                        Map.of(
                                                "frame",
                                                scan.frame(),
                                                "frame_source",
                                                "camera",
                                                "time_zone",
                                                "Europe/Paris")))),
                decision("approve", Scanned::withoutPasskey, PhoneMessages.APPROVAL, Map.of()),
                decision("reject", Scanned::withoutPasskey, PhoneMessages.REJECTION, Map.of("reason", "not_me")),
                new RequestFixture<>(
                        Parts.APPROVAL,
                        "POST /approvals/{id}/approve with a passkey",
                        200,
                        () -> Scanned.scan("urn:doorway:acr:passkey"),
                        (scanned, nonce) -> decided(
                                scanned,
                                "approve",
                                PhoneMessages.APPROVAL,
                                Map.of(
                                        "passkey",
                                        ceremony(scanned.passkey()
                                                .sign(scanned.login().transcript()))))),
                new RequestFixture<>(
                        Parts.APPROVAL,
                        "POST /approvals/{id}/outcome",
                        200,
                        Scanned::withoutPasskey,
                        (scanned, nonce) -> posted(
                                RequestTemplate.of("POST", "/approvals/{id}/outcome")
                                        .set("path", "id", scanned.login().challengeId()),
                                signed(
                                        scanned.phone(),
                                        PhoneMessages.OUTCOME,
                                        Map.of("challenge_id", scanned.login().challengeId(), "version", "0")))));
    }

    private static RequestFixture<?> decision(
            String name, Supplier<Scanned> scan, String typ, Map<String, ?> additional) {
        return new RequestFixture<>(
                Parts.APPROVAL,
                "POST /approvals/{id}/" + name,
                200,
                scan,
                (scanned, nonce) -> decided(scanned, name, typ, additional));
    }

    private static RequestTemplate decided(Scanned scanned, String name, String typ, Map<String, ?> additional) {
        Map<String, Object> members = new LinkedHashMap<>(additional);
        members.put("transcript", scanned.login().transcript());
        return posted(
                RequestTemplate.of("POST", "/approvals/{id}/" + name)
                        .set("path", "id", scanned.login().challengeId()),
                signed(scanned.phone(), typ, members));
    }

    private static List<RequestFixture<?>> lists() {
        return List.of(
                new RequestFixture<>(
                        Parts.APPROVAL,
                        "GET /activity",
                        200,
                        PhoneMessageParts::phone,
                        (phone, nonce) -> inHeader("GET", "/activity", phone, nonce)
                                .set("query", "limit", "20")
                                .set("query", "before", "2026-11-21:" + TestPlatform.UNKNOWN_ID)),
                new RequestFixture<>(
                        Parts.APPROVAL,
                        "POST /activity/{challenge_id}/disown",
                        204,
                        PhoneRequests::disowned,
                        (login, nonce) -> posted(
                                RequestTemplate.of("POST", "/activity/{challenge_id}/disown")
                                        .set("path", "challenge_id", login.challenge()),
                                device(login.phone(), nonce))),
                new RequestFixture<>(
                        Parts.APPROVAL,
                        "GET /approvals/requests",
                        200,
                        PhoneMessageParts::phone,
                        (phone, nonce) -> inHeader("GET", "/approvals/requests", phone, nonce)),
                new RequestFixture<>(
                        Parts.APPROVAL,
                        "GET /passkeys",
                        200,
                        PhoneMessageParts::phone,
                        (phone, nonce) -> inHeader("GET", "/passkeys", phone, nonce)),
                new RequestFixture<>(
                        Parts.APPROVAL,
                        "GET /browsers",
                        200,
                        PhoneMessageParts::phone,
                        (phone, nonce) -> inHeader("GET", "/browsers", phone, nonce)),
                new RequestFixture<>(
                        Parts.APPROVAL,
                        "DELETE /browsers/{browser_id}",
                        404,
                        PhoneMessageParts::phone,
                        (phone, nonce) -> inHeader("DELETE", "/browsers/{browser_id}", phone, nonce)
                                .set("path", "browser_id", TestPlatform.UNKNOWN_ID)),
                new RequestFixture<>(
                        Parts.APPROVAL,
                        "GET /browsers/sessions",
                        200,
                        PhoneMessageParts::phone,
                        (phone, nonce) -> inHeader("GET", "/browsers/sessions", phone, nonce)),
                new RequestFixture<>(
                        Parts.APPROVAL,
                        "DELETE /browsers/sessions",
                        204,
                        PhoneMessageParts::phone,
                        (phone, nonce) -> inHeader("DELETE", "/browsers/sessions", phone, nonce)),
                new RequestFixture<>(
                        Parts.APPROVAL,
                        "DELETE /browsers/sessions/{id}",
                        404,
                        PhoneMessageParts::phone,
                        (phone, nonce) -> inHeader("DELETE", "/browsers/sessions/{id}", phone, nonce)
                                .set("path", "id", TestPlatform.UNKNOWN_ID)));
    }

    private static Scan scan() {
        return new Scan(PhoneMessageParts.phone(), Shop.PLAIN.begin(SAME_DEVICE).frame());
    }

    private static Disowned disowned() {
        HeadlessPhone phone = PhoneMessageParts.phone();
        Shop.Login login = Shop.PLAIN.begin();
        phone.approve(phone.scan(login::frame));
        login.code();
        Awaitility.await("the login is listed")
                .atMost(Duration.ofSeconds(60))
                .until(() -> phone.activity().stream()
                        .anyMatch(entry -> login.challenge().equals(entry.get("id"))));
        return new Disowned(phone, login.challenge());
    }
}
