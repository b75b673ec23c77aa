package io.doorway.session.support;

import io.doorway.edge.ticket.LoginTicket;
import io.doorway.edge.ticket.LoginTickets;
import io.doorway.protocol.challenge.Approval;
import io.doorway.protocol.challenge.Asked;
import io.doorway.protocol.challenge.Browser;
import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.challenge.ChallengeId;
import io.doorway.protocol.challenge.Check;
import io.doorway.protocol.challenge.Created;
import io.doorway.protocol.challenge.Decision;
import io.doorway.protocol.challenge.Handover;
import io.doorway.protocol.challenge.Judgement;
import io.doorway.protocol.challenge.Route;
import io.doorway.protocol.challenge.Scan;
import io.doorway.protocol.challenge.Scanned;
import io.doorway.protocol.secret.SecretBytes;
import io.doorway.store.ChallengeStore;
import io.doorway.store.Fence;
import io.doorway.store.Outcome;
import io.doorway.store.Transitions;
import io.doorway.store.Verdict;
import io.doorway.store.redis.Keys;
import io.doorway.store.redis.RedisCalls;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Does to a challenge what challenge-service and approval-service do, by the same state machine and store. */
@ApplicationScoped
public class Phones {
    private static final Judgement UNSUSPICIOUS = new Judgement(false, List.of(), Check.NONE, false);
    public static final Map<String, Object> CLAIMS =
            Map.of("name", "Ada Lovelace", "email", "ada@example.org", "email_verified", true);

    private final LoginTickets tickets;
    private final ChallengeStore store;
    private final Transitions transitions;
    private final RandomGenerator random;
    private final RedisCalls redis;

    Phones(
            LoginTickets tickets,
            ChallengeStore store,
            Transitions transitions,
            RandomGenerator random,
            RedisCalls redis) {
        this.tickets = tickets;
        this.store = store;
        this.transitions = transitions;
        this.random = random;
        this.redis = redis;
    }

    public LoginTicket read(String ticket) {
        return tickets.verify(ticket).orElseThrow();
    }

    public ChallengeId created(LoginTicket ticket, TestBrowser browser) {
        ChallengeId id = ChallengeId.random(random);
        Instant now = store.now().await().indefinitely();
        Asked asked = new Asked(
                ticket.request(),
                ticket.relyingParty(),
                ticket.action(),
                ticket.claims(),
                ticket.acr(),
                ticket.checkPolicy(),
                new Browser(
                        ticket.cookieHash(),
                        browser.keyThumbprint(),
                        "203.0.113.7",
                        null,
                        "Firefox on Linux",
                        null,
                        false),
                Route.CROSS_DEVICE,
                ticket.timing(),
                now,
                ticket.traceparent());
        transitions
                .create(Created.create(id, asked, SecretBytes.of(new byte[32])))
                .await()
                .indefinitely();
        return id;
    }

    /** Approved as it was asked for. */
    public ChallengeId approved(LoginTicket ticket, TestBrowser browser, String account) {
        return approved(ticket, browser, account, ticket.acr(), null);
    }

    /** Approved with another assurance than was asked for. */
    public ChallengeId approved(LoginTicket ticket, TestBrowser browser, String account, String acr) {
        return approved(ticket, browser, account, acr, null);
    }

    /** Approved by a phone that was handed something. */
    public ChallengeId approved(LoginTicket ticket, TestBrowser browser, String account, Handover handover) {
        return approved(ticket, browser, account, ticket.acr(), handover);
    }

    private ChallengeId approved(
            LoginTicket ticket, TestBrowser browser, String account, String acr, @Nullable Handover handover) {
        ChallengeId id = created(ticket, browser);
        change(
                id,
                (challenge, now) -> ((Created) challenge)
                        .scan(new Scan("credential-of-" + account, account, UNSUSPICIOUS, now), null));
        change(
                id,
                (challenge, now) -> ((Scanned) challenge)
                        .approve(new Approval("transcript hash", acr, List.of("pop", "mfa"), CLAIMS, now), handover));
        return id;
    }

    /** The challenge as the store has it. */
    public Challenge stored(ChallengeId id) {
        return store.load(id).await().indefinitely().orElseThrow().challenge();
    }

    public void change(ChallengeId id, BiFunction<Challenge, Instant, Decision<?>> transition) {
        Outcome<String> outcome = transitions
                .<String>change(
                        id,
                        Fence.NONE,
                        loaded -> new Verdict.Change<>(transition.apply(loaded.challenge(), loaded.now()), "done"))
                .await()
                .indefinitely();
        if (!(outcome instanceof Outcome.Done<String>)) {
            throw new AssertionError("not done: " + outcome);
        }
    }

    /** From now on the challenge is one of another store, as all are when a replica has taken over. */
    public void pretendAnotherStore(ChallengeId id) {
        redis.send(Request.cmd(Command.HSET)
                        .arg(Keys.challenge(id))
                        .arg("history")
                        .arg("another"))
                .await()
                .indefinitely();
    }
}
