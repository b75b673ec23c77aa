package io.doorway.e2e.outage;

import io.doorway.clients.browser.BrowserResponse;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.e2e.support.IssuerHttp;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.e2e.support.TestPlatform.Person;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The calls of operators. */
final class OperatorCalls {

    private final Person ada = TestPlatform.person("Ada");
    private final Person bob = TestPlatform.person("Bob");
    private final HeadlessPhone bobsPhone = bob.headlessPhone();

    Map<String, Supplier<CallAnswer>> changes() {
        Map<String, Supplier<CallAnswer>> calls = new LinkedHashMap<>();
        String invitation = "{\"account\":\"%s\"}".formatted(ada.account());
        String invited = IssuerHttp.member(administer("POST", "/admin/enrolments", invitation), "id");
        calls.put(
                "put an account",
                () -> CallAnswer.of(administer(
                        "POST",
                        "/admin/accounts",
                        "{\"account\":\"%s\",\"claims\":{\"nickname\":\"Ada\"}}".formatted(ada.account()))));
        calls.put("invite", () -> CallAnswer.of(administer("POST", "/admin/enrolments", invitation)));
        calls.put(
                "revoke an invitation", () -> CallAnswer.of(administer("DELETE", "/admin/enrolments/" + invited, "")));
        for (String change : List.of("suspend", "resume")) {
            Person person = TestPlatform.person("Suspended");
            String path = "/admin/accounts/" + person.account() + "/";
            if (change.equals("resume")) {
                administer("POST", path + "suspend", "").requireSuccess();
            }
            calls.put(change, () -> CallAnswer.of(administer("POST", path + change, "")));
        }
        String device = "/admin/accounts/" + bob.account() + "/devices/"
                + bobsPhone.identity().credentialId();
        calls.put("revoke a device as operator", () -> CallAnswer.of(administer("DELETE", device, "")));
        return calls;
    }

    Map<String, Supplier<CallAnswer>> reads() {
        Map<String, Supplier<CallAnswer>> calls = new LinkedHashMap<>();
        for (String list : List.of("devices", "enrolments")) {
            calls.put(
                    "list " + list + " as operator",
                    () -> CallAnswer.of(administer("GET", "/admin/accounts/" + ada.account() + "/" + list, "")));
        }
        String token = TestPlatform.platform().operatorToken("security");
        String uid = TestPlatform.operator("security")
                .get("/audit/events?limit=1")
                .at("/events/0/metadata/uid")
                .asText();
        calls.put("search the audit", () -> CallAnswer.of(IssuerHttp.get("/audit/events", token)));
        calls.put(
                "read an event",
                () -> CallAnswer.of(IssuerHttp.get("/audit/events/" + IssuerHttp.formEncode(uid), token)));
        calls.put(
                "follow the audit",
                () -> Streams.begin("/audit/stream?recent=1", Map.of("Authorization", "Bearer " + token)));
        return calls;
    }

    private static BrowserResponse administer(String method, String path, String body) {
        return IssuerHttp.send(
                method,
                path,
                Map.of(
                        "Authorization",
                        "Bearer " + TestPlatform.platform().operatorToken("enrolment"),
                        "Content-Type",
                        "application/json"),
                body);
    }
}
