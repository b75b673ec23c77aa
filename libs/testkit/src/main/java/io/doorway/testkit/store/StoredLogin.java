package io.doorway.testkit.store;

import io.doorway.protocol.challenge.Approval;
import io.doorway.protocol.challenge.BrowserConfirmation;
import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.challenge.Challenge.Approved;
import io.doorway.protocol.challenge.Challenge.Created;
import io.doorway.protocol.challenge.Challenge.Scanned;
import io.doorway.protocol.challenge.Consumption;
import io.doorway.protocol.challenge.RiskAssessment;
import io.doorway.protocol.challenge.Scan;
import io.doorway.protocol.challenge.Transition;
import io.doorway.protocol.secret.SecretText;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.protocol.vocabulary.Acr;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.Check;
import io.doorway.protocol.vocabulary.CredentialId;
import io.doorway.protocol.vocabulary.FrameSource;
import io.doorway.protocol.vocabulary.RejectReason;
import io.doorway.store.ChallengeSnapshot;
import io.doorway.store.ChallengeStore;
import io.doorway.store.ChallengeStore.CommitResult;
import io.doorway.store.ChallengeStore.Fence;
import io.doorway.store.Outcome;
import io.doorway.store.TransitionDecision;
import io.doorway.store.Transitions;
import io.doorway.testkit.login.LoginRequestBuilder;
import io.doorway.testkit.login.SampleLogin;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A challenge in the store. Each method commits one transition and publishes its event, at the store's time. A transition that the
 * challenge's state does not allow is a {@link ClassCastException}; one that the store refuses is an {@link IllegalStateException}.
 */
public final class StoredLogin {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final CredentialId CREDENTIAL = SampleLogin.scan().credential();
    private static final AccountId ACCOUNT = SampleLogin.scan().account();
    private static final RiskAssessment NO_RISK = new RiskAssessment(false, List.of(), Check.NONE, false);

    private final ChallengeStore store;
    private final Transitions transitions;
    private final Created created;

    private StoredLogin(ChallengeStore store, Transitions transitions, Created created) {
        this.store = store;
        this.transitions = transitions;
        this.created = created;
    }

    /** Creates a challenge now. */
    public static StoredLogin create(ChallengeStore store, Transitions transitions, LoginRequestBuilder request) {
        return create(store, transitions, request, Duration.ZERO);
    }

    /** Creates a challenge whose time of creation is {@code age} ago. */
    public static StoredLogin create(
            ChallengeStore store, Transitions transitions, LoginRequestBuilder request, Duration age) {
        Instant createdAt = await(store.now()).minus(age);
        Created created = await(transitions.create(
                Created.create(SampleLogin.newId(), request.createdAt(createdAt), SampleLogin.frameKey())));
        return new StoredLogin(store, transitions, created);
    }

    public ChallengeId id() {
        return created.id();
    }

    /** The challenge as it was created, with the key of its frames. */
    public Created created() {
        return created;
    }

    /** The challenge as the store returns it now. */
    public Challenge challenge() {
        return snapshot().challenge();
    }

    public ChallengeSnapshot snapshot() {
        return await(store.load(id())).orElseThrow();
    }

    public StoredLogin scan() {
        return scan(CREDENTIAL, ACCOUNT);
    }

    public StoredLogin scan(CredentialId credential, AccountId account) {
        return change(snapshot -> scan(snapshot, credential, account));
    }

    /** Commits a scan without publishing its event, as while Kafka is not available. */
    public StoredLogin scanUnpublished() {
        ChallengeSnapshot snapshot = snapshot();
        CommitResult result = await(store.commit(snapshot, scan(snapshot, CREDENTIAL, ACCOUNT), Fence.NONE));
        if (!(result instanceof CommitResult.Committed)) {
            throw new IllegalStateException("not committed: " + result);
        }
        return this;
    }

    public StoredLogin approve() {
        return approve(created.loginRequest().acr(), List.of("swk"), Map.of(), null);
    }

    /** @param confirmation what the browser has to present, or null for nothing */
    public StoredLogin approve(
            Acr acr, List<String> amr, Map<String, Object> claims, @Nullable BrowserConfirmation confirmation) {
        return change(snapshot -> ((Scanned) snapshot.challenge())
                .approve(new Approval("transcript-hash", acr, amr, claims, snapshot.now()), confirmation));
    }

    /** Approves the approved challenge again, with an earlier time and the deadline that follows from it. */
    public StoredLogin backdateApproval(Duration age) {
        return change(snapshot -> {
            Approved approved = (Approved) snapshot.challenge();
            Approval approval = approved.approval();
            Scanned scanned = new Scanned(
                    approved.id(),
                    approved.version(),
                    approved.loginRequest(),
                    approved.frameKey(),
                    approved.scan(),
                    approved.deadline());
            return scanned.approve(
                    new Approval(
                            approval.transcriptHash(),
                            approval.acr(),
                            approval.amr(),
                            approval.claims(),
                            approval.at().minus(age)),
                    approved.confirmation());
        });
    }

    public StoredLogin reject() {
        return change(snapshot -> ((Scanned) snapshot.challenge()).reject(RejectReason.NOT_ME, snapshot.now()));
    }

    /** Consumes the approval, as a browser that presented what was required. */
    public StoredLogin consume() {
        return change(snapshot -> {
            Approved approved = (Approved) snapshot.challenge();
            return approved.consume(new Consumption(SecretText.of("code"), approved.check(), snapshot.now()));
        });
    }

    /** Commits any transition. */
    public StoredLogin change(Function<ChallengeSnapshot, Transition<?>> decide) {
        Outcome<String> outcome = await(transitions.change(
                id(), Fence.NONE, snapshot -> new TransitionDecision.Change<>(decide.apply(snapshot), "done")));
        if (outcome instanceof Outcome.Refused<String> refused) {
            throw new IllegalStateException("refused: " + refused.reason());
        }
        return this;
    }

    private static Transition<Scanned> scan(ChallengeSnapshot snapshot, CredentialId credential, AccountId account) {
        return ((Created) snapshot.challenge())
                .scan(new Scan(credential, account, FrameSource.CAMERA, NO_RISK, snapshot.now()), null);
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(TIMEOUT);
    }
}
