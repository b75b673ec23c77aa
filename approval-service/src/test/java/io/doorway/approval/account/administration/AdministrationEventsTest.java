package io.doorway.approval.account.administration;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.doorway.approval.support.ApprovalServiceTest;
import io.doorway.approval.support.EnrolledPhones;
import io.doorway.approval.support.TopicReader;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.protocol.event.AdministrationEvent;
import io.doorway.protocol.event.AdministrationEvent.AccountClaimsReplaced;
import io.doorway.protocol.event.AdministrationEvent.AccountCreated;
import io.doorway.protocol.event.AdministrationEvent.AccountResumed;
import io.doorway.protocol.event.AdministrationEvent.AccountSessionsEnded;
import io.doorway.protocol.event.AdministrationEvent.AccountSuspended;
import io.doorway.protocol.event.AdministrationEvent.InvitationCreated;
import io.doorway.protocol.event.AdministrationEvent.InvitationExpired;
import io.doorway.protocol.event.AdministrationEvent.InvitationRevoked;
import io.doorway.protocol.event.DeviceEvent.DeviceEnrolled;
import io.doorway.protocol.event.DeviceEvent.DeviceRevoked;
import io.doorway.protocol.event.Event;
import io.doorway.protocol.event.Topics;
import io.doorway.testkit.quarkus.OperatorTestResource;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every change by an operator has exactly one event that names the operator and the token; a call that changes nothing has none. */
@ApprovalServiceTest
class AdministrationEventsTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    @Inject
    Pool pool;

    private final String operator = "helpdesk-" + UUID.randomUUID();
    private final String token = UUID.randomUUID().toString();
    private final String account = "grace-" + UUID.randomUUID();

    @Test
    void everyChangeHasOneEventWithItsActor() {
        put(Map.of("name", "Grace", "email", "grace@example.org"));
        put(Map.of("email", "grace@example.org", "name", "Grace"));
        put(Map.of("name", "Grace", "email", "mallory@example.org", "phone_number", "1"));
        put(Map.of("email", "mallory@example.org"));
        post("/admin/accounts/" + account + "/suspend", 204);
        post("/admin/accounts/" + account + "/suspend", 204);
        post("/admin/accounts/" + account + "/resume", 204);
        post("/admin/accounts/" + account + "/resume", 204);
        call().delete("/admin/accounts/" + account + "/sessions").then().statusCode(204);
        String invitation = invite("new phone, ticket 4711").path("id");
        call().delete("/admin/enrolments/" + invitation).then().statusCode(204);
        call().delete("/admin/enrolments/" + invitation).then().statusCode(204);
        call().get("/admin/accounts/" + account + "/devices").then().statusCode(200);
        call().get("/admin/accounts/" + account + "/enrolments").then().statusCode(200);

        List<AdministrationEvent> events = events(8);

        assertThat(events)
                .hasExactlyElementsOfTypes(
                        AccountCreated.class,
                        AccountClaimsReplaced.class,
                        AccountClaimsReplaced.class,
                        AccountSuspended.class,
                        AccountResumed.class,
                        AccountSessionsEnded.class,
                        InvitationCreated.class,
                        InvitationRevoked.class);
        assertThat(events).allSatisfy(event -> {
            assertThat(event.operator()).isEqualTo(operator);
            assertThat(event.operatorToken()).isEqualTo(token);
        });
        assertThat(events.get(0))
                .isInstanceOfSatisfying(
                        AccountCreated.class,
                        created -> assertThat(created.claims()).containsExactly("email", "name"));
        assertThat(events.get(1)).isInstanceOfSatisfying(AccountClaimsReplaced.class, replaced -> {
            assertThat(replaced.added()).containsExactly("phone_number");
            assertThat(replaced.changed()).containsExactly("email");
            assertThat(replaced.removed()).isEmpty();
        });
        assertThat(events.get(2))
                .isInstanceOfSatisfying(
                        AccountClaimsReplaced.class,
                        replaced -> assertThat(replaced.removed()).containsExactly("name", "phone_number"));
        assertThat(events.toString()).doesNotContain("mallory@example.org", "Grace");
    }

    @Test
    void aRefusedChangeHasNoEvent() {
        put(Map.of());
        call().body(Map.of("account", account)).post("/admin/accounts").then().statusCode(400);
        call().body(Map.of("account", account, "name", ""))
                .post("/admin/enrolments")
                .then()
                .statusCode(400);
        EnrolledPhones.operator("security")
                .post("/admin/accounts/" + account + "/suspend")
                .then()
                .statusCode(403);
        call().delete("/admin/enrolments/AAAAAAAAAAAAAAAAAAAAAA").then().statusCode(404);
        call().delete("/admin/accounts/" + account + "/devices/AAAAAAAAAAAAAAAAAAAAAA")
                .then()
                .statusCode(404);
        post("/admin/accounts/" + account + "/suspend", 204);

        assertThat(events(2)).hasExactlyElementsOfTypes(AccountCreated.class, AccountSuspended.class);
    }

    @Test
    void aUsedInvitationIsNamedByTheDeviceAndTheOperatorsRevocationByItsActor() {
        put(Map.of());
        Response invitation = invite("new phone, ticket 4711");
        HeadlessPhone phone = HeadlessPhone.enrol(
                EnrolledPhones.ISSUER, EnrolledPhones.http(), invitation.path("enrolment_code"), "Phone");
        String device = phone.identity().credentialId();
        call().get("/admin/accounts/" + account + "/devices")
                .then()
                .body("devices[0].invitation_name", equalTo("new phone, ticket 4711"));
        assertThat(phone.devices().getFirst()).containsEntry("invitation_name", "new phone, ticket 4711");
        call().delete("/admin/enrolments/" + invitation.path("id"))
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:doorway:problem:invitation-used"));
        call().delete("/admin/accounts/" + account + "/devices/" + device)
                .then()
                .statusCode(204);
        call().delete("/admin/accounts/" + account + "/devices/" + device)
                .then()
                .statusCode(204);

        List<Event> events =
                TopicReader.events(Topics.DEVICES, 2, event -> event.key().equals(device), TIMEOUT);

        assertThat(events).hasSize(2);
        assertThat(events.get(0)).isInstanceOfSatisfying(DeviceEnrolled.class, enrolled -> {
            assertThat(enrolled.invitation()).isEqualTo(invitation.path("id"));
            assertThat(enrolled.invitationName()).isEqualTo("new phone, ticket 4711");
        });
        assertThat(events.get(1)).isInstanceOfSatisfying(DeviceRevoked.class, revoked -> {
            assertThat(revoked.operator()).isEqualTo(operator);
            assertThat(revoked.operatorToken()).isEqualTo(token);
        });
    }

    @Test
    void anInvitationThatNobodyUsedIsReportedWhenItHasExpired() {
        put(Map.of());
        Response unused = invite("unused");
        String revoked = invite("revoked").path("id");
        call().delete("/admin/enrolments/" + revoked).then().statusCode(204);
        pool.preparedQuery("update approval.enrolment set expires_at = now() - interval '1 second' where account = $1")
                .execute(Tuple.of(account))
                .await()
                .atMost(TIMEOUT);

        assertThat(events(5).stream().filter(InvitationExpired.class::isInstance))
                .singleElement()
                .isInstanceOfSatisfying(InvitationExpired.class, expired -> {
                    assertThat(expired.invitation()).isEqualTo(unused.path("id"));
                    assertThat(expired.operator()).isEqualTo(operator);
                });
    }

    @Test
    void pendingInvitationsAreListedWithoutTheirSecrets() {
        put(Map.of());
        Response first = invite("first");
        Response second = call().body(Map.of("account", account)).post("/admin/enrolments");

        Response list = call().get("/admin/accounts/" + account + "/enrolments");

        assertThat(list.<List<String>>path("enrolments.id")).containsExactly(first.path("id"), second.path("id"));
        assertThat(list.<List<String>>path("enrolments.operator")).containsOnly(operator);
        assertThat(list.asString())
                .contains("\"name\":\"first\"")
                .doesNotContain(first.<String>path("enrolment_code"), "enrolment_code", "link", "secret")
                .doesNotContain(first.<String>path("enrolment_code").substring(0, 6));
    }

    @Test
    void aRevokedInvitationEnrolsNoDevice() {
        put(Map.of());
        Response invitation = invite("lost letter");
        call().delete("/admin/enrolments/" + invitation.path("id")).then().statusCode(204);

        EnrolledPhones.assertRefused(
                "wrong-enrolment-code",
                () -> HeadlessPhone.enrol(
                        EnrolledPhones.ISSUER, EnrolledPhones.http(), invitation.path("enrolment_code"), "Phone"));
        assertThat(call().get("/admin/accounts/" + account + "/enrolments").<List<Object>>path("enrolments"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "line\nbreak", "nul\0", "\u202Eenohp", "a\u2066b"})
    void aNameThatCannotBeReadIsRefused(String name) {
        put(Map.of());

        call().body(Map.of("account", account, "name", name))
                .post("/admin/enrolments")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:doorway:problem:invalid-request"));
    }

    private void put(Map<String, ?> claims) {
        call().body(Map.of("account", account, "claims", claims))
                .post("/admin/accounts")
                .then()
                .statusCode(204);
    }

    private void post(String path, int status) {
        call().post(path).then().statusCode(status);
    }

    private Response invite(String name) {
        Response response =
                call().body(Map.of("account", account, "name", name)).post("/admin/enrolments");
        response.then().statusCode(201);
        return response;
    }

    private RequestSpecification call() {
        Map<String, Object> claims = new HashMap<>(OperatorTestResource.tokens().claims("enrolment"));
        claims.put("sub", operator);
        claims.put("jti", token);
        return given().auth()
                .oauth2(OperatorTestResource.tokens().sign("doorway-operator+jwt", claims))
                .contentType("application/json");
    }

    /** All events of the account, of which this many are awaited. */
    private List<AdministrationEvent> events(int expected) {
        return TopicReader.allEvents(
                        Topics.ADMINISTRATION, expected, event -> event.key().equals(account))
                .stream()
                .map(AdministrationEvent.class::cast)
                .toList();
    }
}
