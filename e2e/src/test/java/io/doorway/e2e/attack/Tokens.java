package io.doorway.e2e.attack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.Wire;
import io.doorway.testkit.browser.BrowserAnswer;
import java.util.Map;

/** Tokens that honest logins end in. */
final class Tokens {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Tokens() {}

    /** Takes an approved login to its end. */
    static String accessToken(Shop.Login approved) {
        return member(approved.redeem(approved.code()), "access_token");
    }

    /** A member of a successful answer of the token endpoint. */
    static String member(BrowserAnswer answer, String name) {
        try {
            return JSON.readTree(answer.orRefused().body()).get(name).asText();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON: " + answer.body(), e);
        }
    }

    static Answer userInfo(String accessToken) {
        return Answer.of(Wire.get("/oauth2/userinfo", Map.of("Authorization", "Bearer " + accessToken)));
    }
}
