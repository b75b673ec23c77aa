package io.doorway.approval;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.doorway.protocol.event.DeviceRevoked;
import io.doorway.protocol.event.Topics;
import io.doorway.testkit.phone.HeadlessPhone;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ApprovalServiceTest
class AdministrationTest {

    @Test
    void anEnrolmentIsACodeAndALinkThatCarriesIt() {
        String account = Phones.account();

        Phones.operator("enrolment")
                .body(Map.of("account", account))
                .post("/admin/enrolments")
                .then()
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .body("enrolment_code", matchesPattern("[0-9A-HJKMNP-TV-Z]{20}"))
                .body("link", matchesPattern(Phones.ISSUER + "/app/enrol#[0-9A-HJKMNP-TV-Z]{20}"))
                .body("expires_at", endsWith("Z"));
    }

    @Test
    void anUnknownAccountCannotBeInvitedSuspendedOrResumed() {
        Phones.operator("enrolment")
                .body(Map.of("account", "nobody"))
                .post("/admin/enrolments")
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:doorway:problem:account-not-found"));
        Phones.operator("enrolment")
                .post("/admin/accounts/nobody/suspend")
                .then()
                .statusCode(404);
        Phones.operator("enrolment")
                .post("/admin/accounts/nobody/resume")
                .then()
                .statusCode(404);
    }

    @Test
    void anOperatorSeesAndRevokesALostDevice() {
        HeadlessPhone lost = Phones.enrolled();
        String devices = "/admin/accounts/" + lost.identity().account() + "/devices";
        Phones.operator("enrolment")
                .get(devices)
                .then()
                .statusCode(200)
                .body("devices.size()", equalTo(1))
                .body("devices[0].credential_id", equalTo(lost.identity().credentialId()))
                .body("devices[0].attestation", equalTo("none"));

        Phones.operator("enrolment")
                .delete(devices + "/" + lost.identity().credentialId())
                .then()
                .statusCode(204);

        Phones.operator("enrolment").get(devices).then().statusCode(200).body("devices.size()", equalTo(0));
        assertThat(TopicReader.events(
                        Topics.DEVICES,
                        1,
                        event -> event instanceof DeviceRevoked revoked
                                && revoked.credential().equals(lost.identity().credentialId())))
                .singleElement()
                .isInstanceOfSatisfying(
                        DeviceRevoked.class, revoked -> assertThat(revoked.by()).isEqualTo(DeviceRevoked.By.OPERATOR));
    }

    @Test
    void anOperatorRevokesNoDeviceOfAnotherAccount() {
        HeadlessPhone phone = Phones.enrolled();

        Phones.operator("enrolment")
                .delete("/admin/accounts/" + Phones.account() + "/devices/"
                        + phone.identity().credentialId())
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:doorway:problem:device-not-found"));

        assertThat(phone.devices()).hasSize(1);
    }

    @Test
    void anUnknownAccountHasNoDevices() {
        Phones.operator("enrolment")
                .get("/admin/accounts/nobody/devices")
                .then()
                .statusCode(404);
    }

    @Test
    void nobodyElseSeesOrRevokesDevices() {
        Phones.operator("security").get("/admin/accounts/a/devices").then().statusCode(403);
        Phones.operator("security").delete("/admin/accounts/a/devices/b").then().statusCode(403);
        given().get("/admin/accounts/a/devices").then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/admin/accounts", "/admin/enrolments", "/admin/accounts/a/suspend", "/admin/accounts/a/resume"})
    void nobodyElseAdministers(String path) {
        refused(given().contentType("application/json"), path, 401, "unauthenticated");
        refused(given().contentType("application/json").auth().oauth2("not.a.jwt"), path, 401, "unauthenticated");
        refused(Phones.operator("security"), path, 403, "forbidden");
    }

    @Test
    void claimsMayNotBeNestedWithoutEnd() {
        assertThat(statusOfClaims(5)).isEqualTo(204);
        assertThat(statusOfClaims(30)).isEqualTo(400);
    }

    private static int statusOfClaims(int depth) {
        String deep = "[".repeat(depth) + "]".repeat(depth);
        return Phones.operator("enrolment")
                .body("{\"account\":\"deep\",\"claims\":{\"x\":" + deep + "}}")
                .post("/admin/accounts")
                .statusCode();
    }

    private static void refused(RequestSpecification caller, String path, int status, String problem) {
        caller.body(Map.of("account", "a", "claims", Map.of()))
                .post(path)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:doorway:problem:" + problem));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"account\":\"a\"}",
                "{\"account\":\"\",\"claims\":{}}",
                "{\"account\":\"a\",\"account\":\"b\",\"claims\":{}}",
                "{\"account\":\"a b\",\"claims\":{}}",
                "{\"account\":\"a\",\"claims\":{},\"admin\":true}",
                "{\"account\":\"a\",\"claims\":[]}",
                "{\"account\":\"a\",\"claims\":{\"name\":null}}",
                "null",
                "{",
            })
    void anAccountThatIsNotOneIsRefused(String body) {
        Phones.operator("enrolment")
                .body(body)
                .post("/admin/accounts")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:doorway:problem:invalid-request"));
    }

    @Test
    void aBodyOverSixteenKibibytesIsRefused() {
        Phones.operator("enrolment")
                .body(Map.of("account", "a", "claims", Map.of("name", "x".repeat(16 * 1024))))
                .post("/admin/accounts")
                .then()
                .statusCode(413);
    }
}
