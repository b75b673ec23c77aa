package io.doorway.e2e.support;

import io.doorway.clients.browser.BrowserResponse;
import io.doorway.e2e.support.TestPlatform.Person;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** The client {@code till} of {@code clients.yaml}, which asks accounts without a browser (OpenID CIBA). */
public final class Till {
    public static final String GRANT = "urn:openid:params:grant-type:ciba";

    private static final Map<String, String> CREDENTIALS = credentials("till");

    private Till() {}

    /** The header of a client without redirect URIs, {@code till} or {@code counter}. */
    public static Map<String, String> credentials(String client) {
        String text = client + ":" + client + "-secret-for-tests";
        return Map.of(
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII)));
    }

    /** Asks the person for a login. Returns the {@code auth_req_id}. */
    public static String ask(Person person) {
        return ask(person, TestPlatform.issuer());
    }

    /** Asks the person for a login, at this origin. Returns the {@code auth_req_id}. */
    public static String ask(Person person, URI origin) {
        return IssuerHttp.member(
                IssuerHttp.form(
                        origin + "/oauth2/bc-authorize",
                        CREDENTIALS,
                        Map.of("scope", "openid", "login_hint", person.account(), "binding_message", "K7 at till 4")),
                "auth_req_id");
    }

    /** Asks for the tokens of a request. */
    public static BrowserResponse tokens(String requestId) {
        return tokens(requestId, TestPlatform.issuer());
    }

    /** Asks for the tokens of a request, at this origin. */
    public static BrowserResponse tokens(String requestId, URI origin) {
        return IssuerHttp.form(
                origin + "/oauth2/token", CREDENTIALS, Map.of("grant_type", GRANT, "auth_req_id", requestId));
    }
}
