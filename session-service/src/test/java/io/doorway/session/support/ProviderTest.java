package io.doorway.session.support;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import io.doorway.edge.config.Issuer;
import io.doorway.edge.ticket.LoginTicket;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.testkit.quarkus.WithKafka;
import io.doorway.testkit.quarkus.WithRedis;
import io.quarkus.test.common.QuarkusTestResource;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** A login up to any point, for tests that then do something else than they should. */
@QuarkusTestResource(WithRedis.class)
@QuarkusTestResource(WithKafka.class)
@QuarkusTestResource(ProviderUnderTest.class)
public abstract class ProviderTest {
    @Inject
    protected Issuer issuer;

    @Inject
    protected Phones phones;

    protected TestBrowser browser;
    protected RelyingParty bank;
    protected String account;

    @BeforeEach
    void arrive() {
        browser = new TestBrowser(issuer.uri());
        bank = RelyingParty.bank(issuer.uri());
        account = "ada-" + UUID.randomUUID();
    }

    /** The page that answers the relying party's request, opened in the browser. */
    protected LoginTicket ticket(RelyingParty relyingParty) {
        return ticketAt(relyingParty.request().build().toURI());
    }

    protected LoginTicket ticketAt(URI start) {
        return phones.read(TestBrowser.ticketIn(browser.open(start)));
    }

    protected ChallengeId approved(RelyingParty relyingParty) {
        return phones.approved(ticket(relyingParty), browser, account);
    }

    /** The address that completing leads to. */
    protected URI completed(ChallengeId id) {
        return redirectIn(browser.complete(id));
    }

    protected AuthorizationCode code(RelyingParty relyingParty) {
        return codeIn(relyingParty, completed(approved(relyingParty)));
    }

    protected static AuthorizationCode codeIn(RelyingParty relyingParty, URI answer) {
        return relyingParty.read(answer).toSuccessResponse().getAuthorizationCode();
    }

    protected static URI redirectIn(HttpResponse<String> completion) {
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
