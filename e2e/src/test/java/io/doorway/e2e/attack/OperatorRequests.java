package io.doorway.e2e.attack;

import static io.doorway.e2e.attack.RequestTemplate.text;
import static io.doorway.e2e.attack.RequestTemplate.written;

import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.e2e.support.IssuerHttp;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.e2e.support.TestPlatform.Person;
import io.doorway.local.Platform.Parts;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Valid requests of operators, and of browsers for pages that belong to no login. */
final class OperatorRequests {

    private static final String JSON = "application/json";

    private record Invited(Person person, String invitation, HeadlessPhone phone) {

        static Invited invite() {
            Person person = TestPlatform.person("Operated");
            String invitation = IssuerHttp.member(
                    IssuerHttp.send(
                            "POST",
                            "/admin/enrolments",
                            Map.of(
                                    "Authorization",
                                    "Bearer " + TestPlatform.platform().operatorToken("enrolment"),
                                    "Content-Type",
                                    JSON),
                            "{\"account\":\"" + person.account() + "\"}"),
                    "id");
            return new Invited(person, invitation, person.headlessPhone());
        }
    }

    private OperatorRequests() {}

    static Stream<RequestFixture<?>> all() {
        return Stream.of(administration(), audit(), pages()).flatMap(List::stream);
    }

    private static List<RequestFixture<?>> administration() {
        Map<String, Object> claims = Map.ofEntries(
                Map.entry("name", "Ada Lovelace"),
                Map.entry("email", "ada@example.org"),
                Map.entry("email_verified", true),
                Map.entry("birthdate", "1815-12-10"),
                Map.entry("zoneinfo", "Europe/London"),
                Map.entry("locale", "en-GB"),
                Map.entry("updated_at", 1_700_000_000),
                Map.entry("address", Map.of("street_address", "12 St James's Square\nLondon")),
                Map.entry("groups", List.of("staff")));
        return List.of(
                new RequestFixture<>(
                        Parts.APPROVAL,
                        "POST /admin/accounts",
                        204,
                        Invited::invite,
                        (invited, nonce) -> administer("POST", "/admin/accounts")
                                .body(
                                        JSON,
                                        written(Map.of(
                                                "account", invited.person().account(), "claims", claims)))),
                new RequestFixture<>(
                        Parts.APPROVAL,
                        "POST /admin/enrolments",
                        201,
                        Invited::invite,
                        (invited, nonce) -> administer("POST", "/admin/enrolments")
                                .body(
                                        JSON,
                                        written(Map.of(
                                                "account", invited.person().account(),
                                                "name", "New phone",
                                                "answer", "blue horse")))),
                ofAccount("POST", "/suspend", 204),
                ofAccount("POST", "/resume", 204),
                ofAccount("DELETE", "/sessions", 204),
                ofAccount("GET", "/enrolments", 200),
                ofAccount("GET", "/devices", 200),
                new RequestFixture<>(
                        Parts.APPROVAL,
                        "DELETE /admin/accounts/{account}/devices/{credential_id}",
                        204,
                        Invited::invite,
                        (invited, nonce) -> administer("DELETE", "/admin/accounts/{account}/devices/{credential_id}")
                                .set("path", "account", invited.person().account())
                                .set(
                                        "path",
                                        "credential_id",
                                        invited.phone().identity().credentialId())),
                new RequestFixture<>(
                        Parts.APPROVAL,
                        "DELETE /admin/enrolments/{id}",
                        204,
                        Invited::invite,
                        (invited, nonce) -> administer("DELETE", "/admin/enrolments/{id}")
                                .set("path", "id", invited.invitation())));
    }

    private static RequestFixture<?> ofAccount(String method, String path, int expected) {
        String whole = "/admin/accounts/{account}" + path;
        return new RequestFixture<>(
                Parts.APPROVAL,
                method + " " + whole,
                expected,
                Invited::invite,
                (invited, nonce) -> administer(method, whole)
                        .set("path", "account", invited.person().account()));
    }

    private static RequestTemplate administer(String method, String path) {
        return RequestTemplate.of(method, path)
                .set(
                        "header",
                        "Authorization",
                        text("Bearer ", TestPlatform.platform().operatorToken("enrolment")));
    }

    private static List<RequestFixture<?>> audit() {
        return List.of(
                new RequestFixture<>(
                        Parts.AUDIT,
                        "GET /audit/events",
                        200,
                        Object::new,
                        (none, nonce) -> searched("/audit/events")
                                .set("query", "from", "2026-11-21T18:30:00Z")
                                .set("query", "to", "2036-11-21T18:30:00Z")
                                .set("query", "limit", "1")
                                .set("header", "Accept", JSON)),
                new RequestFixture<>(
                        Parts.AUDIT,
                        "GET /audit/events, next page",
                        200,
                        OperatorRequests::cursor,
                        (after, nonce) ->
                                read("/audit/events").set("query", "limit", "1").set("query", "after", after)),
                new RequestFixture<>(
                        Parts.AUDIT,
                        "GET /audit/events/{uid}",
                        200,
                        OperatorRequests::uid,
                        (uid, nonce) -> read("/audit/events/{uid}").set("path", "uid", uid)),
                new RequestFixture<>(
                        Parts.AUDIT,
                        "GET /audit/stream",
                        200,
                        Object::new,
                        (none, nonce) -> searched("/audit/stream")
                                .set("query", "recent", "1")
                                .set("header", "Last-Event-ID", "0")));
    }

    private static List<RequestFixture<?>> pages() {
        return List.of(new RequestFixture<>(
                Parts.APPROVAL,
                "GET /Q/{frame}",
                200,
                Object::new,
                (none, nonce) -> RequestTemplate.of("GET", "/Q/{frame}")
                        .set("path", "frame", "A".repeat(50))
                        .set("header", "Sec-Fetch-Site", "cross-site")
                        .set("header", "Sec-Purpose", "prefetch")
                        .set("header", "Accept", "text/html")));
    }

    private static RequestTemplate searched(String path) {
        return read(path)
                .set("query", "type", "ChallengeApproved")
                .set("query", "class", "authentication")
                .set("query", "status", "success")
                .set("query", "code", "approved")
                .set("query", "severity", "informational")
                .set("query", "challenge", TestPlatform.UNKNOWN_ID)
                .set("query", "client", "plain-shop")
                .set("query", "account", "ada")
                .set("query", "credential", TestPlatform.UNKNOWN_ID)
                .set("query", "source_ip", "203.0.113.7")
                .set("query", "trace", "0123456789abcdef0123456789abcdef")
                .set("query", "attempt", "redeem");
    }

    private static RequestTemplate read(String path) {
        return RequestTemplate.of("GET", path)
                .set(
                        "header",
                        "Authorization",
                        text("Bearer ", TestPlatform.platform().operatorToken("security")));
    }

    private static String cursor() {
        return TestPlatform.operator("security")
                .get("/audit/events?limit=1")
                .get("next")
                .asText();
    }

    private static String uid() {
        return TestPlatform.operator("security")
                .get("/audit/events?limit=1")
                .at("/events/0/metadata/uid")
                .asText();
    }
}
