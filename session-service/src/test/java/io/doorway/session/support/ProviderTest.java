package io.doorway.session.support;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import io.doorway.clients.browser.BrowserResponse;
import io.doorway.login.ticket.LoginTicket;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.testkit.quarkus.SharedServers.KafkaTestResource;
import io.doorway.testkit.quarkus.SharedServers.PostgresTestResource;
import io.doorway.testkit.quarkus.SharedServers.RedisTestResource;
import io.doorway.web.config.Issuer;
import io.quarkus.test.common.QuarkusTestResource;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** Set-up of a provider with a browser and a relying party, and a login up to any step. */
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(KafkaTestResource.class)
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(ProviderUnderTest.class)
public abstract class ProviderTest {
    @Inject
    protected Issuer issuer;

    @Inject
    protected TestChallenges challenges;

    protected TestBrowser browser;
    protected TestRelyingParty bank;
    protected AccountId account;

    @BeforeEach
    public void setUp() {
        browser = new TestBrowser(issuer.uri());
        bank = TestRelyingParty.bank(issuer.uri());
        account = new AccountId("ada-" + UUID.randomUUID());
    }

    /** The login ticket of the page that the browser gets for a request of the relying party. */
    protected LoginTicket ticket(TestRelyingParty relyingParty) {
        return ticketAt(relyingParty.request().build().toURI());
    }

    protected LoginTicket ticketAt(URI start) {
        return challenges.read(TestBrowser.ticketIn(browser.open(start)));
    }

    protected ChallengeId approved(TestRelyingParty relyingParty) {
        return challenges.approved(ticket(relyingParty), browser, account);
    }

    /** Completes the login and returns the redirect address. */
    protected URI completed(ChallengeId id) {
        return redirectIn(browser.complete(id));
    }

    protected AuthorizationCode code(TestRelyingParty relyingParty) {
        return codeIn(relyingParty, completed(approved(relyingParty)));
    }

    protected static AuthorizationCode codeIn(TestRelyingParty relyingParty, URI response) {
        return relyingParty.read(response).toSuccessResponse().getAuthorizationCode();
    }

    protected static URI redirectIn(BrowserResponse completion) {
        return URI.create(new JsonObject(completion.body()).getString("redirect_to"));
    }

    protected static OIDCTokenResponse tokens(TokenResponse response) {
        if (!response.indicatesSuccess()) {
            throw new AssertionError(response.toErrorResponse().getErrorObject());
        }
        return (OIDCTokenResponse) response.toSuccessResponse();
    }

    protected static String error(TokenResponse response) {
        return response.indicatesSuccess()
                ? "none"
                : response.toErrorResponse().getErrorObject().getCode();
    }
}
