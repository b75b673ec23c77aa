package io.doorway.challenge.issue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.doorway.challenge.issue.IssueChallenge.IssuedChallenge;
import io.doorway.challenge.issue.IssueChallenge.RequestSource;
import io.doorway.challenge.issue.IssueResource.Issued;
import io.doorway.login.browser.AuthenticatedBrowser;
import io.doorway.login.ticket.LoginTicket;
import io.doorway.login.ticket.LoginTickets;
import io.doorway.protocol.challenge.Challenge.Created;
import io.doorway.protocol.challenge.Transition;
import io.doorway.protocol.json.Json;
import io.doorway.protocol.record.EventSigner;
import io.doorway.protocol.vocabulary.Acr;
import io.doorway.protocol.vocabulary.Action;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.CheckPolicy;
import io.doorway.protocol.vocabulary.ClientId;
import io.doorway.protocol.vocabulary.RelyingParty;
import io.doorway.protocol.vocabulary.Timing;
import io.doorway.web.config.Issuer;
import io.doorway.web.refusal.Actor;
import io.doorway.web.warmup.WarmUpStep;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Verifies a ticket of a relying party that does not exist, and computes the challenge for it, its record, its event and the answer. Nothing of
 * it is stored, published or sent.
 */
@Singleton
class IssueWarmUp implements WarmUpStep {

    private static final String NOBODY = "warm-up";
    private static final String LOOPBACK = "127.0.0.1";
    private static final String USER_AGENT =
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
    private static final String BODY = "{\"route\":\"cross-device\",\"time_zone\":\"Europe/Paris\",\"shared\":false}";

    private final LoginTickets tickets;
    private final IssueChallenge issue;
    private final EventSigner signer;
    private final Issuer issuer;
    private final ObjectMapper answers;
    private final RandomGenerator random;

    IssueWarmUp(
            LoginTickets tickets,
            IssueChallenge issue,
            EventSigner signer,
            Issuer issuer,
            ObjectMapper answers,
            RandomGenerator random) {
        this.tickets = tickets;
        this.issue = issue;
        this.signer = signer;
        this.issuer = issuer;
        this.answers = answers;
        this.random = random;
    }

    @Override
    public void run() throws JsonProcessingException {
        LoginTicket ticket = tickets.verify(tickets.sign(ticket())).orElseThrow();
        AuthenticatedBrowser browser = new AuthenticatedBrowser(NOBODY, NOBODY);
        RequestSource source = new RequestSource(Actor.at(LOOPBACK), USER_AGENT, ClientHints.parse(BODY));
        Transition<Created> creation = issue.creation(
                ChallengeId.random(random), issue.loginRequest(ticket, browser, source, ticket.expiresAt()));
        Json.write(creation.next());
        signer.sign(creation.event());
        answers.writeValueAsString(Issued.of(new IssuedChallenge(creation.next(), null), issuer));
    }

    private LoginTicket ticket() {
        return new LoginTicket(
                NOBODY,
                NOBODY,
                new RelyingParty(new ClientId(NOBODY), NOBODY, "localhost"),
                new Action("login", null),
                List.of("name"),
                Acr.QR,
                CheckPolicy.UNKNOWN,
                false,
                Timing.DEFAULT,
                NOBODY,
                null,
                null,
                tickets.expiry());
    }
}
