package io.doorway.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.e2e.support.Doorway;
import io.doorway.testkit.phone.HeadlessPhone;
import io.doorway.testkit.phone.PhoneMessages;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Attack(
        row = 12,
        name = "Subject from the request: a phone says whose login it approves, or what else it would like",
        control =
                "The account is that of the registered key; a message has its own members and no other, and a query or header says nothing",
        where = "approval-service `MessageChecks`, `SignedMessages`")
class Attack12SubjectFromTheBodyTest {

    private static Doorway.Person rich;
    private static Victim attacker;

    @BeforeAll
    static void anAttackerHasALoginAndAPhoneOfTheirOwn() {
        rich = Doorway.person("Rich");
        attacker = Victim.at("scanned");
    }

    @ParameterizedTest
    @MethodSource
    void aMemberThatNamesSomebody(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> aMemberThatNamesSomebody() {
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
                        more(member, PhoneMessages.SCAN, "/approvals/scan", Map.of("frame", attacker.frame())),
                        more(member, PhoneMessages.APPROVAL, decision("approve"), transcript()),
                        more(member, PhoneMessages.REJECTION, decision("reject"), rejection())));
    }

    @ParameterizedTest
    @MethodSource
    void aMemberOfAnotherType(Attempt attempt) throws Throwable {
        attempt.isRefused();
    }

    static Stream<Named<Attempt>> aMemberOfAnotherType() {
        Map<String, Object> values = new HashMap<>();
        values.put("null", null);
        values.put("a number", 1);
        values.put("true", true);
        values.put("a list", java.util.List.of(attacker.scanned().transcript()));
        values.put("an object", Map.of("text", attacker.scanned().transcript()));
        return values.entrySet().stream().map(value -> {
            Map<String, Object> own = new HashMap<>();
            own.put("transcript", value.getValue());
            return refused("transcript is " + value.getKey(), PhoneMessages.APPROVAL, decision("approve"), own);
        });
    }

    @Test
    void whatAQueryOrAHeaderSaysIsNotRead() {
        Victim honest = Victim.at("scanned");
        HeadlessPhone phone = honest.phone();
        String message = phone.message(
                PhoneMessages.APPROVAL, Map.of("transcript", honest.scanned().transcript()));

        Answer answer = Moves.post(phone, Moves.approval(honest.challenge()) + "?account=" + rich.account(), message);

        assertThat(answer.status()).isEqualTo(200);
        String code = honest.login().code();
        assertThat(honest.login().redeem(code).body()).contains("id_token");
        assertThat(subject(honest, code)).doesNotContain(rich.account());
    }

    private static String subject(Victim honest, String code) {
        return Doorway.operator("security")
                .get("/audit/events?challenge=" + honest.challenge())
                .toString();
    }

    private static Named<Attempt> more(String member, String typ, String path, Map<String, String> own) {
        Map<String, Object> all = new HashMap<>(own);
        all.put(member, rich.account());
        return refused(member + " in " + typ, typ, path, all);
    }

    private static Named<Attempt> refused(String name, String typ, String path, Map<String, Object> own) {
        return Attempt.of(
                        name,
                        () -> Moves.post(
                                attacker.phone(), path, attacker.phone().message(typ, own)))
                .refused(400, "malformed-message")
                .leaving(attacker::state, "scanned")
                .named();
    }

    private static String decision(String word) {
        return "/approvals/" + attacker.challenge() + "/" + word;
    }

    private static Map<String, String> transcript() {
        return Map.of("transcript", attacker.scanned().transcript());
    }

    private static Map<String, String> rejection() {
        return Map.of("transcript", attacker.scanned().transcript(), "reason", "not_me");
    }
}
