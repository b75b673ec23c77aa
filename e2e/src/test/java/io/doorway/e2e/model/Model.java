package io.doorway.e2e.model;

import java.util.ArrayList;
import java.util.List;

/**
 * What Doorway is: who may do what in which state, and what comes of it, in the fewest words. It has no keys, signatures or stores; it is
 * told who somebody is and believes it.
 *
 * <p>The rules are methods of their own, so that {@link OracleTest} can break each and see it noticed.
 */
class Model {

    enum State {
        CREATED,
        SCANNED,
        APPROVED,
        CONSUMED,
        REJECTED,
        CANCELLED
    }

    /** One login. */
    static final class Login {
        final int browser;
        State state = State.CREATED;
        int phone = -1;
        boolean presented;
        boolean good;
        final List<String> events = new ArrayList<>(List.of("ChallengeCreated"));

        Login(int browser) {
            this.browser = browser;
        }

        boolean becomes(State next, String event) {
            state = next;
            events.add(event);
            return true;
        }
    }

    final List<Login> logins = new ArrayList<>();
    private final List<Step> accepted = new ArrayList<>();

    /** Whether the move succeeds; what it changes has changed then. */
    final boolean apply(Step step) {
        return switch (step) {
            case Step.Start start -> logins.add(new Login(start.browser()));
            case Step.Scan scan -> remembered(scan, scan(scan.phone(), logins.get(scan.login())));
            case Step.Decide decide -> remembered(decide, decide(decide, logins.get(decide.login())));
            case Step.Cancel cancel ->
                owns(cancel.browser(), logins.get(cancel.login())) && cancel(logins.get(cancel.login()));
            case Step.Complete complete ->
                owns(complete.browser(), logins.get(complete.login())) && complete(logins.get(complete.login()));
            case Step.Redeem redeem -> redeem(redeem.thief(), logins.get(redeem.login()));
            case Step.Replay replay -> apply(accepted.get(replay.message()));
        };
    }

    /** The phones' moves that were accepted, each of which somebody may have seen. */
    final List<Step> accepted() {
        return accepted;
    }

    boolean owns(int browser, Login login) {
        return browser == login.browser;
    }

    boolean decides(int phone, Login login) {
        return phone == login.phone;
    }

    boolean isOf(int transcriptOf, int login) {
        return transcriptOf == login;
    }

    boolean scan(int phone, Login login) {
        if (login.state == State.CREATED) {
            logins.forEach(older -> overtake(phone, older));
            login.phone = phone;
            return login.becomes(State.SCANNED, "ChallengeScanned");
        }
        return login.state == State.SCANNED && decides(phone, login);
    }

    /** An account has one login to decide, the newest; each phone here has an account of its own. */
    void overtake(int phone, Login older) {
        if (older.state == State.SCANNED && older.phone == phone) {
            older.becomes(State.CANCELLED, "ChallengeCancelled");
        }
    }

    private boolean decide(Step.Decide step, Login login) {
        return decides(step.phone(), login)
                && (step.approve()
                        ? isOf(step.transcriptOf(), step.login()) && approve(login)
                        : reject(login, isOf(step.transcriptOf(), step.login())));
    }

    boolean approve(Login login) {
        return switch (login.state) {
            case SCANNED -> login.becomes(State.APPROVED, "ChallengeApproved");
            case APPROVED, CONSUMED -> true;
            default -> false;
        };
    }

    private boolean reject(Login login, boolean rightTranscript) {
        return switch (login.state) {
            case SCANNED -> rightTranscript && login.becomes(State.REJECTED, "ChallengeRejected");
            case REJECTED -> true;
            default -> false;
        };
    }

    boolean cancel(Login login) {
        return switch (login.state) {
            case CREATED, SCANNED, APPROVED -> login.becomes(State.CANCELLED, "ChallengeCancelled");
            case CANCELLED -> true;
            default -> false;
        };
    }

    boolean complete(Login login) {
        return switch (login.state) {
            case APPROVED -> login.becomes(State.CONSUMED, "ChallengeConsumed");
            case CONSUMED -> true;
            default -> false;
        };
    }

    /** A code is good for one presentation; another one ends what the first has given. */
    boolean redeem(boolean thief, Login login) {
        if (login.state != State.CONSUMED) {
            return false;
        }
        if (!login.presented) {
            login.presented = true;
            login.good = !thief;
            return login.good && login.events.add("TokensIssued");
        }
        if (login.good) {
            login.good = false;
            login.events.add("CodeReplayed");
        }
        return false;
    }

    private boolean remembered(Step step, boolean done) {
        if (done) {
            accepted.add(step);
        }
        return done;
    }
}
