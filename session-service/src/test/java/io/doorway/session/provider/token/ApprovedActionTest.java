package io.doorway.session.provider.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import io.doorway.login.revocation.RevocationList;
import io.doorway.protocol.challenge.Challenge.Consumed;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.SessionId;
import io.doorway.session.support.ProviderTest;
import io.doorway.session.support.TestRelyingParty;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The relying party learns what the person signed. */
@QuarkusTest
class ApprovedActionTest extends ProviderTest {
    private static final String PAYMENT =
            "[{\"type\":\"payment\",\"amount\":\"42.50\",\"currency\":\"EUR\",\"payee\":\"Harbour Rail\"}]";
    private static final List<Map<String, Object>> APPROVED =
            List.of(Map.of("type", "payment", "amount", "42.50", "currency", "EUR", "payee", "Harbour Rail"));

    private static final String[] CLAIMS = {
        "doorway_action", "doorway_action_message", "doorway_transcript_hash", "authorization_details"
    };

    @Inject
    RevocationList revocationList;

    private ChallengeId login;
    private AuthorizationCode code;

    @Test
    void theIdTokenContainsTheActionItsFieldsAndTheHashOfTheTranscript() {
        IDTokenClaimsSet claims = bank.verified(payment());

        assertThat(claims.getStringClaim("doorway_action")).isEqualTo("payment");
        assertThat(claims.getStringClaim("doorway_action_message")).isEqualTo("Ticket for Monday");
        assertThat(claims.getStringClaim("doorway_transcript_hash")).isEqualTo(transcriptHash());
        assertThat(claims.getClaim("authorization_details")).isEqualTo(APPROVED);
    }

    @Test
    void theTokenResponseContainsTheApprovedDetails() {
        assertThat(payment().toJSONObject()).containsEntry("authorization_details", APPROVED);
    }

    @Test
    void onlyIntrospectionDescribesAPlainLogin() throws ParseException {
        login = approved(bank);
        OIDCTokenResponse tokens = tokens(bank.redeem(codeIn(bank, completed(login))));
        AccessToken token = tokens.getOIDCTokens().getAccessToken();

        assertThat(bank.introspect(token.getValue()).getBodyAsJSONObject())
                .containsEntry("doorway_action", "login")
                .containsEntry("doorway_transcript_hash", transcriptHash())
                .doesNotContainKey("authorization_details");
        assertThat(bank.verified(tokens).toJSONObject()).doesNotContainKeys(CLAIMS);
        assertThat(bank.userInfo(token).getBodyAsJSONObject()).doesNotContainKeys(CLAIMS);
        assertThat(tokens.toJSONObject()).doesNotContainKey("authorization_details");
    }

    @Test
    void userInfoAndIntrospectionContainTheSame() throws ParseException {
        AccessToken token = payment().getOIDCTokens().getAccessToken();

        for (HTTPResponse response : List.of(bank.userInfo(token), bank.introspect(token.getValue()))) {
            assertThat(response.getBodyAsJSONObject())
                    .containsEntry("doorway_action", "payment")
                    .containsEntry("doorway_action_message", "Ticket for Monday")
                    .containsEntry("doorway_transcript_hash", transcriptHash())
                    .containsEntry("authorization_details", APPROVED);
        }
    }

    @Test
    void introspectionDescribesAnActiveToken() throws ParseException {
        AccessToken token = payment().getOIDCTokens().getAccessToken();

        Map<String, Object> described = bank.introspect(token.getValue()).getBodyAsJSONObject();

        assertThat(described)
                .containsEntry("active", true)
                .containsEntry("client_id", "bank")
                .containsEntry("sub", account.value())
                .containsEntry("iss", issuer.uri().toString())
                .containsEntry("token_type", "Bearer")
                .containsEntry("acr", "urn:doorway:acr:passkey");
        assertThat((Long) described.get("exp") - (Long) described.get("iat")).isEqualTo(AccessTokens.TTL.toSeconds());
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "another client", "malformed", "revoked by a replay", "ended session"})
    void everyTokenThatTheClientCannotUseHasTheSameAnswer(String reason) {
        AccessToken token = payment().getOIDCTokens().getAccessToken();
        TestRelyingParty client = reason.equals("another client") ? TestRelyingParty.optionalPkce(issuer.uri()) : bank;
        String text = switch (reason) {
            case "unknown" -> token.getValue().replaceFirst("[.].*", "." + "A".repeat(43));
            case "malformed" -> "x";
            default -> token.getValue();
        };
        if (reason.equals("revoked by a replay")) {
            bank.redeem(code);
        }
        if (reason.equals("ended session")) {
            revocationList
                    .revoke(new RevocationList.Session(SessionId.of(login)))
                    .await()
                    .indefinitely();
        }

        assertThat(client.introspect(text).getBody()).isEqualTo("{\"active\":false}");
    }

    @Test
    void anUnauthenticatedClientLearnsNothing() {
        AccessToken token = payment().getOIDCTokens().getAccessToken();

        HTTPResponse response = bank.introspectWithSecret("wrong", token.getValue());

        assertThat(response.getStatusCode()).isEqualTo(401);
        assertThat(response.getBody()).contains("invalid_client");
    }

    private OIDCTokenResponse payment() {
        URI start = bank.pushed(bank.request()
                .customParameter("authorization_details", PAYMENT)
                .customParameter("action_message", "Ticket for Monday")
                .build());
        login = challenges.approved(ticketAt(start), browser, account);
        code = codeIn(bank, completed(login));
        return tokens(bank.redeem(code));
    }

    private String transcriptHash() {
        return ((Consumed) challenges.stored(login)).approval().transcriptHash();
    }
}
