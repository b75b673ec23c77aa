package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.clients.phone.PhoneMessages;
import io.doorway.e2e.support.TestPlatform;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 12,
        name =
                "Subject from the request: a phone states whose login it approves, or other values that it may not choose",
        control =
                "The account is that of the registered key; a message has its own members and no other, and queries and headers "
                        + "are ignored",
        where = "approval-service `MessageChecks`, `SignedMessages`")
class Attack12SubjectFromTheBodyTest {

    private static TestPlatform.Person target;
    private static Victim attacker;

    @BeforeAll
    static void startLogin() {
        target = TestPlatform.person("Target");
        attacker = Victim.at("scanned");
    }

    @ParameterizedTest
    @MethodSource
    void anAdditionalMember(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> anAdditionalMember() {
        return Stream.of(
                        "sub",
                        "account",
                        "user",
                        "user_id",
                        "username",
                        "subject",
                        "login_hint",
                        "credential_id",
                        "acr",
                        "amr",
                        "claims",
                        "iss",
                        "exp",
                        "nbf",
                        "client_id",
                        "state")
                .flatMap(member -> Stream.of(
                        withMember(
                                member, PhoneMessages.SCAN, "/approvals/scan", PhoneMessages.scanned(attacker.frame())),
                        withMember(member, PhoneMessages.APPROVAL, decision("approve"), transcript()),
                        withMember(member, PhoneMessages.REJECTION, decision("reject"), rejection())));
    }

    @ParameterizedTest
    @MethodSource
    void aMemberOfAnotherType(AttackCase attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<AttackCase>> aMemberOfAnotherType() {
        Map<String, Object> values = new HashMap<>();
        values.put("null", null);
        values.put("a number", 1);
        values.put("true", true);
        values.put("a list", List.of(attacker.scanned().transcript()));
        values.put("an object", Map.of("text", attacker.scanned().transcript()));
        return values.entrySet().stream().map(value -> {
            Map<String, Object> members = new HashMap<>();
            members.put("transcript", value.getValue());
            return refused("transcript is " + value.getKey(), PhoneMessages.APPROVAL, decision("approve"), members);
        });
    }

    @Test
    void aQueryParameterDoesNotChangeTheAccount() {
        Victim honest = Victim.at("scanned");
        HeadlessPhone phone = honest.phone();
        String message = phone.signedMessage(
                PhoneMessages.APPROVAL, Map.of("transcript", honest.scanned().transcript()));

        ObservedResponse answer = ProtocolCalls.post(
                phone, ProtocolCalls.approvePath(honest.challenge()) + "?account=" + target.account(), message);

        assertThat(answer.status()).isEqualTo(200);
        String code = honest.login().code();
        assertThat(honest.login().redeem(code).body()).contains("id_token");
        assertThat(TestPlatform.auditedEvents(honest.challenge()).map(JsonNode::toString))
                .noneMatch(event -> event.contains(target.account()));
    }

    private static Named<AttackCase> withMember(String member, String typ, String path, Map<String, String> members) {
        Map<String, Object> all = new HashMap<>(members);
        all.put(member, target.account());
        return refused(member + " in " + typ, typ, path, all);
    }

    private static Named<AttackCase> refused(String name, String typ, String path, Map<String, Object> members) {
        return AttackCase.of(
                        name,
                        () -> ProtocolCalls.post(
                                attacker.phone(), path, attacker.phone().signedMessage(typ, members)))
                .refused(400, "malformed-message")
                .leavingUnchanged(attacker::state, "scanned")
                .named();
    }

    private static String decision(String decision) {
        return "/approvals/" + attacker.challenge() + "/" + decision;
    }

    private static Map<String, String> transcript() {
        return Map.of("transcript", attacker.scanned().transcript());
    }

    private static Map<String, String> rejection() {
        return Map.of("transcript", attacker.scanned().transcript(), "reason", "not_me");
    }
}
