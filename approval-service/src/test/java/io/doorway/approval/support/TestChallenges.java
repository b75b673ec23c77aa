package io.doorway.approval.support;

import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.challenge.Transition;
import io.doorway.protocol.qr.QrFrames;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.store.ChallengeSnapshot;
import io.doorway.store.ChallengeStore;
import io.doorway.store.Transitions;
import io.doorway.testkit.login.LoginRequestBuilder;
import io.doorway.testkit.store.StoredLogin;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.Function;

/** Challenges as challenge-service creates them. */
@ApplicationScoped
public class TestChallenges {

    private final ChallengeStore store;
    private final Transitions transitions;

    public TestChallenges(ChallengeStore store, Transitions transitions) {
        this.store = store;
        this.transitions = transitions;
    }

    /** A challenge that is created now. */
    public TestChallenge create() {
        return create(LoginRequestBuilder.DEFAULT);
    }

    /** A challenge that is created now. */
    public TestChallenge create(LoginRequestBuilder request) {
        return createEarlier(Duration.ZERO, request);
    }

    /** A challenge that was created {@code age} ago. */
    public TestChallenge createEarlier(Duration age) {
        return createEarlier(age, LoginRequestBuilder.DEFAULT);
    }

    /** A challenge that was created {@code age} ago. */
    public TestChallenge createEarlier(Duration age, LoginRequestBuilder request) {
        return new TestChallenge(StoredLogin.create(store, transitions, request, age));
    }

    /** The challenge as the store returns it now. */
    public Challenge load(TestChallenge login) {
        return login.stored.challenge();
    }

    /** A login that the phone approves and the browser consumes. */
    public TestChallenge complete(HeadlessPhone phone) {
        return complete(phone, LoginRequestBuilder.DEFAULT);
    }

    /** A login that the phone approves and the browser consumes. */
    public TestChallenge complete(HeadlessPhone phone, LoginRequestBuilder request) {
        TestChallenge login = create(request);
        phone.approve(phone.scan(login.qrLink()));
        consume(login);
        return login;
    }

    /** Consumes the approval, as a browser that presented what was required. */
    public void consume(TestChallenge login) {
        login.stored.consume();
    }

    /** Makes the approval older, and its deadline earlier. */
    public void backdateApproval(TestChallenge login, Duration age) {
        login.stored.backdateApproval(age);
    }

    /** Commits any transition of another service. */
    public void change(TestChallenge login, Function<ChallengeSnapshot, Transition<?>> decide) {
        login.stored.change(decide);
    }

    /** The same link with one other character in the MAC of its frame. */
    public static String forged(String link) {
        int at = link.length() - 3;
        return link.substring(0, at) + (link.charAt(at) == 'A' ? 'B' : 'A') + link.substring(at + 1);
    }

    /** A challenge, with the frames that its login page shows. */
    public static final class TestChallenge {
        private final StoredLogin stored;

        private TestChallenge(StoredLogin stored) {
            this.stored = stored;
        }

        public ChallengeId id() {
            return stored.id();
        }

        /** The contents of the QR code now. */
        public String qrLink() {
            return qrLinkAt(frames().second(stored.snapshot().now()));
        }

        /** The contents of the QR code in a second since the creation. */
        public String qrLinkAt(int second) {
            return frames().at(second).address(EnrolledPhones.ISSUER);
        }

        private QrFrames frames() {
            return QrFrames.of(stored.created());
        }
    }
}
