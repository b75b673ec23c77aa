package io.doorway.session.provider.sso;

import static io.doorway.session.support.RefreshingClient.PORTAL;
import static io.doorway.session.support.RefreshingClient.SPA;

import io.doorway.protocol.event.AdministrationEvent.AccountSuspended;
import io.doorway.protocol.event.DeviceEvent.DeviceRevoked;
import io.doorway.protocol.event.Event;
import io.doorway.protocol.event.SessionEvent.LoginDisowned;
import io.doorway.protocol.record.EventSigner;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.protocol.vocabulary.SessionId;
import io.doorway.session.database.Database;
import io.doorway.session.support.RefreshTest;
import io.doorway.session.support.RefreshingClient;
import io.doorway.session.support.TestChallenges;
import io.doorway.store.EventLog;
import io.doorway.store.OutboxEntry;
import io.doorway.store.redis.RedisCalls;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What ends a login ends its refresh token in PostgreSQL. The revocation list of these tests has no entry: it is lost with Redis, and an account
 * that was resumed is not in it.
 */
@QuarkusTest
class EndedRefreshTokensTest extends RefreshTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @Inject
    EventLog log;

    @Inject
    EventSigner signer;

    @Inject
    Database database;

    @Inject
    EndSessions endSessions;

    @Inject
    RedisCalls redis;

    private String id;
    private Instant now;
    private ChallengeId login;

    @BeforeEach
    void event() {
        id = UUID.randomUUID().toString();
        now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    @Test
    void aSuspendedAccountThatIsResumedDoesNotGetARefreshTokenBackThatNobodyUsedMeanwhile() {
        String token = refreshToken(tokens(PORTAL));

        publish(new AccountSuspended(
                id, Instant.now().truncatedTo(ChronoUnit.MILLIS), account, "operator", "token", "203.0.113.7", null));

        awaitEnd(PORTAL, token);
    }

    @Test
    void aDisownedLoginDoesNotKeepItsRefreshToken() {
        Response tokens = login(PORTAL);

        publish(new LoginDisowned(
                id,
                now,
                SessionId.of(login),
                login,
                new ClientId("portal"),
                account,
                TestChallenges.credentialOf(account),
                "203.0.113.7",
                null));

        awaitEnd(PORTAL, refreshToken(tokens));
    }

    @Test
    void aRevokedDeviceEndsTheRefreshTokensThatItApproved() {
        String token = refreshToken(tokens(PORTAL));

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

        awaitEnd(PORTAL, token);
    }

    @Test
    void aLogoutEndsTheRefreshTokenOfItsLogin() {
        Response tokens = login(SPA);

        browser.open(issuer.at(
                "/oauth2/logout?id_token_hint=" + tokens.then().extract().<String>path("id_token")));
        redis.send(Request.cmd(Command.DEL)
                        .arg("revoked:session:" + SessionId.of(login).value()))
                .await()
                .indefinitely();

        SPA.refresh(refreshToken(tokens)).then().statusCode(400);
    }

    /** {@code offline_access}: its time is that of the refresh token, not that of single sign-on. */
    @Test
    void theEndOfTheTimeOfSingleSignOnEndsNoRefreshToken() {
        Response tokens = login(SPA);
        database.query(
                        "update session.login_session set expires_at = now() where session_id = $1",
                        Tuple.of(SessionId.of(login).value()))
                .await()
                .indefinitely();

        endSessions.expired(100).await().indefinitely();

        Response refreshed = SPA.refresh(refreshToken(tokens));
        claims(accessToken(refreshed)).statusCode(200);
    }

    private Response login(RefreshingClient client) {
        login = challenges.approved(ticketAt(client.start(bank)), browser, account);
        String code = codeIn(bank, completed(login)).getValue();
        return client.redemption(code, bank).post("/oauth2/token");
    }

    private static void awaitEnd(RefreshingClient client, String token) {
        Awaitility.await()
                .atMost(TIMEOUT)
                .untilAsserted(() -> client.refresh(token).then().statusCode(400));
    }

    private void publish(Event event) {
        log.append(List.of(new OutboxEntry(0, "0-1", signer.sign(event))))
                .await()
                .indefinitely();
    }
}
