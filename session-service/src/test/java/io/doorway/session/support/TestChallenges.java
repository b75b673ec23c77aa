package io.doorway.session.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.login.ticket.LoginTicket;
import io.doorway.login.ticket.LoginTickets;
import io.doorway.login.ticket.PushedRequestClaims;
import io.doorway.protocol.challenge.BrowserConfirmation;
import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.challenge.Transition;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.Acr;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.CredentialId;
import io.doorway.store.ChallengeStore;
import io.doorway.store.Transitions;
import io.doorway.store.redis.RedisCalls;
import io.doorway.store.redis.RedisKeys;
import io.doorway.testkit.login.LoginRequestBuilder;
import io.doorway.testkit.store.StoredLogin;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Challenges of login tickets, in the states that challenge-service and approval-service bring them to. */
@ApplicationScoped
public class TestChallenges {
    public static final Map<String, Object> CLAIMS =
            Map.of("name", "Ada Lovelace", "email", "ada@example.org", "email_verified", true);

    private final LoginTickets tickets;
    private final ChallengeStore store;
    private final Transitions transitions;
    private final RedisCalls redis;
    private final PushedRequestClaims pushedRequests;
    private final Map<ChallengeId, StoredLogin> logins = new ConcurrentHashMap<>();

    public TestChallenges(
            LoginTickets tickets,
            ChallengeStore store,
            Transitions transitions,
            RedisCalls redis,
            PushedRequestClaims pushedRequests) {
        this.tickets = tickets;
        this.store = store;
        this.transitions = transitions;
        this.redis = redis;
        this.pushedRequests = pushedRequests;
    }

    public LoginTicket read(String ticket) {
        return tickets.verify(ticket).orElseThrow();
    }

    /** Claims the pushed request of the ticket, as challenge-service does first. False if it refuses to create a challenge. */
    public boolean claimed(LoginTicket ticket) {
        return pushedRequests.claim(ticket).await().indefinitely();
    }

    public ChallengeId created(LoginTicket ticket, TestBrowser browser) {
        assertThat(claimed(ticket)).as("claimed").isTrue();
        StoredLogin login = StoredLogin.create(
                store,
                transitions,
                LoginRequestBuilder.DEFAULT
                        .authorizationRequest(ticket.authorizationRequest())
                        .relyingParty(ticket.relyingParty())
                        .action(ticket.action())
                        .claims(ticket.claims())
                        .acr(ticket.acr())
                        .checkPolicy(ticket.checkPolicy())
                        .cookieHash(ticket.cookieHash())
                        .browserKey(browser.keyThumbprint())
                        .browserIp("203.0.113.7")
                        .timing(ticket.timing())
                        .traceparent(ticket.traceparent()));
        logins.put(login.id(), login);
        return login.id();
    }

    /** Approved with the acr that was requested. */
    public ChallengeId approved(LoginTicket ticket, TestBrowser browser, AccountId account) {
        return approved(ticket, browser, account, ticket.acr(), null);
    }

    /** Approved with another acr than the requested one. */
    public ChallengeId approved(LoginTicket ticket, TestBrowser browser, AccountId account, Acr acr) {
        return approved(ticket, browser, account, acr, null);
    }

    /** Approved by a phone that was given a code or a nonce for the browser. */
    public ChallengeId approved(
            LoginTicket ticket, TestBrowser browser, AccountId account, BrowserConfirmation confirmation) {
        return approved(ticket, browser, account, ticket.acr(), confirmation);
    }

    private ChallengeId approved(
            LoginTicket ticket,
            TestBrowser browser,
            AccountId account,
            Acr acr,
            @Nullable BrowserConfirmation confirmation) {
        ChallengeId id = created(ticket, browser);
        logins.get(id).scan(credentialOf(account), account).approve(acr, List.of("pop", "mfa"), CLAIMS, confirmation);
        return id;
    }

    /** The credential that approves the logins of the account. */
    public static CredentialId credentialOf(AccountId account) {
        return new CredentialId("credential-of-" + account);
    }

    /** The challenge as the store returns it now. */
    public Challenge stored(ChallengeId id) {
        return logins.get(id).challenge();
    }

    public void change(ChallengeId id, BiFunction<Challenge, Instant, Transition<?>> transition) {
        logins.get(id).change(snapshot -> transition.apply(snapshot.challenge(), snapshot.now()));
    }

    /** Makes the challenge one of another store, as all challenges are after a failover. */
    public void simulateStoreChange(ChallengeId id) {
        redis.send(Request.cmd(Command.HSET)
                        .arg(RedisKeys.challenge(id))
                        .arg("replication_id")
                        .arg("another"))
                .await()
                .indefinitely();
    }
}
