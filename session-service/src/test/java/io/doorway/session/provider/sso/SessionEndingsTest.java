package io.doorway.session.provider.sso;

import static io.doorway.session.support.RefreshingClient.CLUB;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import io.doorway.clients.browser.BrowserResponse;
import io.doorway.protocol.event.AdministrationEvent.AccountSessionsEnded;
import io.doorway.protocol.event.AdministrationEvent.AccountSuspended;
import io.doorway.protocol.event.DeviceEvent.DeviceRevoked;
import io.doorway.protocol.event.Event;
import io.doorway.protocol.event.SessionEvent.LoginDisowned;
import io.doorway.protocol.event.SessionEvent.SessionEndRequested;
import io.doorway.protocol.record.EventSigner;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.protocol.vocabulary.EndedBy;
import io.doorway.protocol.vocabulary.SessionId;
import io.doorway.session.database.Database;
import io.doorway.session.support.LogoutReceiver;
import io.doorway.session.support.RefreshTest;
import io.doorway.session.support.TestBrowser;
import io.doorway.session.support.TestChallenges;
import io.doorway.session.support.TestRelyingParty;
import io.doorway.store.EventLog;
import io.doorway.store.OutboxEntry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of docs/protocol.md: every ending of a session reaches every channel. */
@QuarkusTest
class SessionEndingsTest extends RefreshTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @Inject
    EventLog log;

    @Inject
    EventSigner signer;

    @Inject
    Database database;

    @Inject
    EndSessions endSessions;

    private LogoutReceiver receiver;
    private TestRelyingParty shop;
    private TestRelyingParty library;
    private ChallengeId login;
    private String idToken;
    private Supplier<String> replay;
    private OIDCTokenResponse ofShop;
    private OIDCTokenResponse ofLibrary;

    /** How a client learns of the end. */
    enum Channel {
        BACK_CHANNEL,
        INTROSPECTION,
        USERINFO,
        CODE,
        SINGLE_SIGN_ON
    }

    static Stream<Arguments> cells() {
        return Stream.of(EndedBy.values())
                .flatMap(ending -> Stream.of(Channel.values()).map(channel -> Arguments.of(ending, channel)));
    }

    @BeforeEach
    void loginAtTwoClients() {
        receiver = new LogoutReceiver();
        shop = TestRelyingParty.shop(issuer.uri());
        library = TestRelyingParty.library(issuer.uri());
        login = approved(shop);
        AuthorizationCode code = codeIn(shop, completed(login));
        ofShop = tokens(shop.redeem(code));
        ofLibrary = tokens(library.redeem(codeIn(library, redirectIn(continued()))));
        idToken = ofLibrary.getOIDCTokens().getIDTokenString();
        replay = () -> error(shop.redeem(code));
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @ParameterizedTest(name = "{0} reaches {1}")
    @MethodSource("cells")
    void everyEndingReachesEveryChannel(EndedBy ending, Channel channel) {
        TestBrowser before = browser.withAnotherKey();
        before.browser().useKey(browser.browser().key());
        AuthorizationCode unused = codeIn(library, redirectIn(continued()));
        end(ending);
        browser = before;

        switch (channel) {
            case BACK_CHANNEL -> {
                assertThat(receiver.await(sid(ofShop), 1).getFirst().path()).isEqualTo("/shop");
                assertThat(receiver.await(sid(ofLibrary), 1).getFirst().path()).isEqualTo("/library");
            }
            case INTROSPECTION -> awaitInactive();
            case USERINFO ->
                Awaitility.await().atMost(TIMEOUT).untilAsserted(() -> {
                    assertThat(userInfo(shop, ofShop)).isEqualTo(401);
                    assertThat(userInfo(library, ofLibrary)).isEqualTo(401);
                });
            case CODE -> {
                awaitInactive();
                assertThat(error(library.redeem(unused))).isEqualTo("invalid_grant");
            }
            case SINGLE_SIGN_ON ->
                Awaitility.await()
                        .atMost(TIMEOUT)
                        .untilAsserted(() -> assertThat(continued().status()).isEqualTo(403));
        }
    }

    @ParameterizedTest(name = "{0} reaches the refresh token")
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "EXPIRED")
    void everyEndingReachesTheRefreshToken(EndedBy ending) {
        String token = refreshToken(loginWithRefreshToken());
        assertThat(CLUB.refresh(token).statusCode()).isEqualTo(200);

        end(ending);

        Awaitility.await()
                .atMost(TIMEOUT)
                .untilAsserted(
                        () -> assertThat(CLUB.refresh(token).statusCode()).isEqualTo(400));
    }

    /** It has a time of its own (OpenID Connect Core section 11). */
    @Test
    void theEndOfTheTimeOfSingleSignOnLeavesTheRefreshTokenAndItsTokens() {
        Response tokens = loginWithRefreshToken();

        end(EndedBy.EXPIRED);

        claims(accessToken(tokens)).statusCode(200);
        assertThat(CLUB.refresh(refreshToken(tokens)).statusCode()).isEqualTo(200);
    }

    /** RFC 7009 is about tokens: the person stays logged in. */
    @Test
    void aRevokedRefreshTokenTakesItsAccessTokensWithItAndEndsNoSession() {
        Response tokens = loginWithRefreshToken();

        CLUB.revoke(refreshToken(tokens)).then().statusCode(200);

        claims(accessToken(tokens)).statusCode(401);
        assertThat(CLUB.refresh(refreshToken(tokens)).statusCode()).isEqualTo(400);
        assertThat(database.query(
                                "select 1 from session.login_session where session_id = $1 and ended_at is null",
                                Tuple.of(SessionId.of(login).value()))
                        .await()
                        .indefinitely()
                        .size())
                .isEqualTo(1);
    }

    @Test
    void aLoginAfterTheOperatorEndedAllSessionsStaysIfTheEventComesAgain() {
        Instant before = Instant.now().minusSeconds(60);

        endSessions.account(account, before, EndedBy.OPERATOR).await().indefinitely();

        assertThat(isActive(shop, ofShop)).isTrue();
        assertThat(continued().status()).isEqualTo(200);
    }

    /** The token response of another login of the same person in the same browser, which {@link #end} ends. */
    private Response loginWithRefreshToken() {
        login = challenges.approved(ticketAt(CLUB.start(bank)), browser, account);
        String code = codeIn(bank, completed(login)).getValue();
        Response tokens = CLUB.redemption(code, bank).post("/oauth2/token");
        idToken = tokens.then().statusCode(200).extract().path("id_token");
        replay = () -> CLUB.redemption(code, bank).post("/oauth2/token").path("error");
        return tokens;
    }

    private void awaitInactive() {
        Awaitility.await().atMost(TIMEOUT).untilAsserted(() -> {
            assertThat(isActive(shop, ofShop)).isFalse();
            assertThat(isActive(library, ofLibrary)).isFalse();
        });
    }

    private void end(EndedBy ending) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        String id = UUID.randomUUID().toString();
        switch (ending) {
            case LOGOUT -> browser.open(issuer.at("/oauth2/logout?id_token_hint=" + idToken));
            case DISOWNED ->
                publish(new LoginDisowned(
                        id,
                        now,
                        SessionId.of(login),
                        login,
                        new ClientId("shop"),
                        account,
                        TestChallenges.credentialOf(account),
                        "203.0.113.7",
                        null));
            case PHONE ->
                publish(new SessionEndRequested(
                        id,
                        now,
                        SessionId.of(login),
                        new ClientId("shop"),
                        account,
                        TestChallenges.credentialOf(account),
                        "203.0.113.7",
                        null));
            case DEVICE_REVOKED ->
                publish(new DeviceRevoked(
                        id,
                        now,
                        TestChallenges.credentialOf(account),
                        account,
                        DeviceRevoked.RevokedBy.OPERATOR,
                        null,
                        "operator",
                        "token",
                        null));
            case SUSPENDED -> publish(new AccountSuspended(id, now, account, "operator", "token", "203.0.113.7", null));
            case OPERATOR ->
                publish(new AccountSessionsEnded(id, now, account, "operator", "token", "203.0.113.7", null));
            case CODE_REPLAYED -> assertThat(replay.get()).isEqualTo("invalid_grant");
            case REPLACED -> {
                account = new AccountId("eve-" + UUID.randomUUID());
                completed(approved(shop));
            }
            case EXPIRED -> {
                database.query(
                                "update session.login_session set expires_at = now() where session_id = $1",
                                Tuple.of(SessionId.of(login).value()))
                        .await()
                        .indefinitely();
                endSessions.expired(10).await().indefinitely();
            }
        }
    }

    private void publish(Event event) {
        log.append(List.of(new OutboxEntry(0, "0-1", signer.sign(event))))
                .await()
                .indefinitely();
    }

    private BrowserResponse continued() {
        URI start = library.request().build().toURI();
        return browser.continueSession(TestBrowser.ticketIn(browser.open(start)));
    }

    private static boolean isActive(TestRelyingParty relyingParty, OIDCTokenResponse tokens) {
        return relyingParty
                .introspect(tokens.getOIDCTokens().getAccessToken().getValue())
                .getBody()
                .contains("\"active\":true");
    }

    private static int userInfo(TestRelyingParty relyingParty, OIDCTokenResponse tokens) {
        return relyingParty.userInfo(tokens.getOIDCTokens().getAccessToken()).getStatusCode();
    }

    private static String sid(OIDCTokenResponse tokens) {
        try {
            return tokens.getOIDCTokens().getIDToken().getJWTClaimsSet().getStringClaim("sid");
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }
}
