package io.doorway.e2e.model;

import java.util.ArrayList;
import java.util.List;

/**
 * A model of Doorway: which actor may do what in which state, and the result. It has no keys, signatures or stores; a step names its
 * actor, and the model trusts it.
 *
 * <p>Each rule is a method, so that {@link OracleDetectsViolationsTest} can override it and assert that the difference is detected.
 */
class LoginModel {

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
        boolean redeemed;
        boolean valid;
        final List<String> events = new ArrayList<>(List.of("ChallengeCreated"));

        Login(int browser) {
            this.browser = browser;
        }

        boolean changeTo(State next, String event) {
            state = next;
            events.add(event);
            return true;
        }
    }

    final List<Login> logins = new ArrayList<>();
    private final List<ModelStep> accepted = new ArrayList<>();

    /** Applies the step if it is allowed; returns whether it is. */
    final boolean apply(ModelStep step) {
        return switch (step) {
            case ModelStep.Start start -> logins.add(new Login(start.browser()));
            case ModelStep.Scan scan -> recordIfAccepted(scan, scan(scan.phone(), logins.get(scan.login())));
            case ModelStep.Decide decide -> recordIfAccepted(decide, decide(decide, logins.get(decide.login())));
            case ModelStep.Cancel cancel ->
                ownsLogin(cancel.browser(), logins.get(cancel.login())) && cancel(logins.get(cancel.login()));
            case ModelStep.Complete complete ->
                ownsLogin(complete.browser(), logins.get(complete.login())) && complete(logins.get(complete.login()));
            case ModelStep.Redeem redeem -> redeem(redeem.thief(), logins.get(redeem.login()));
            case ModelStep.Replay replay -> apply(accepted.get(replay.message()));
        };
    }

    /** The steps of phones that were accepted. An attacker may have observed their messages. */
    final List<ModelStep> accepted() {
        return accepted;
    }

    boolean ownsLogin(int browser, Login login) {
        return browser == login.browser;
    }

    boolean mayDecide(int phone, Login login) {
        return phone == login.phone;
    }

    boolean transcriptMatches(int transcriptOf, int login) {
        return transcriptOf == login;
    }

    boolean scan(int phone, Login login) {
        if (login.state == State.CREATED) {
            logins.forEach(older -> cancelOlder(phone, older));
            login.phone = phone;
            return login.changeTo(State.SCANNED, "ChallengeScanned");
        }
        return login.state == State.SCANNED && mayDecide(phone, login);
    }

    /** An account has one pending login, the newest. In this model each phone has its own account. */
    void cancelOlder(int phone, Login older) {
        if (older.state == State.SCANNED && older.phone == phone) {
            older.changeTo(State.CANCELLED, "ChallengeCancelled");
        }
    }

    private boolean decide(ModelStep.Decide step, Login login) {
        return mayDecide(step.phone(), login)
                && (step.approve()
                        ? transcriptMatches(step.transcriptOf(), step.login()) && approve(login)
                        : reject(login, transcriptMatches(step.transcriptOf(), step.login())));
    }

    boolean approve(Login login) {
        return switch (login.state) {
            case SCANNED -> login.changeTo(State.APPROVED, "ChallengeApproved");
            case APPROVED, CONSUMED -> true;
            default -> false;
        };
    }

    /** An approval can be taken back until it is consumed. */
    boolean reject(Login login, boolean rightTranscript) {
        return switch (login.state) {
            case SCANNED, APPROVED -> rightTranscript && login.changeTo(State.REJECTED, "ChallengeRejected");
            case REJECTED -> true;
            default -> false;
        };
    }

    boolean cancel(Login login) {
        return switch (login.state) {
            case CREATED, SCANNED, APPROVED -> login.changeTo(State.CANCELLED, "ChallengeCancelled");
            case CANCELLED -> true;
            default -> false;
        };
    }

    boolean complete(Login login) {
        return switch (login.state) {
            case APPROVED -> login.changeTo(State.CONSUMED, "ChallengeConsumed");
            case CONSUMED -> true;
            default -> false;
        };
    }

    /** A code can be redeemed once. A second redemption revokes the tokens of the first. */
    boolean redeem(boolean thief, Login login) {
        if (login.state != State.CONSUMED) {
            return false;
        }
        if (!login.redeemed) {
            login.redeemed = true;
            login.valid = !thief;
            return login.valid && login.events.add("TokensIssued");
        }
        if (login.valid) {
            login.valid = false;
            login.events.add("CodeReplayed");
        }
        return false;
    }

    private boolean recordIfAccepted(ModelStep step, boolean isAccepted) {
        if (isAccepted) {
            accepted.add(step);
        }
        return isAccepted;
    }
}
