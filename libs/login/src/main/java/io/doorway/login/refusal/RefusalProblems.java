package io.doorway.login.refusal;

import io.doorway.protocol.vocabulary.Attempt;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.protocol.vocabulary.StateName;
import io.doorway.web.problem.Problem;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one mapping from a refused attempt to the problem (RFC 9457) that answers it. Three answers are not made here: OAuth errors,
 * the close codes of WebSockets, and the {@code too-many-requests} of the rate limits.
 *
 * <p>No switch has a default, so that a new reason or attempt does not compile before it is mapped. What does not exist and what
 * belongs to another actor get one problem, so that responses do not show which challenges exist.
 */
public final class RefusalProblems {

    /** Any failure of a browser's key proof or of the cookie that a call requires. */
    public static final Problem INVALID_PROOF =
            Problem.of(401, "invalid-proof", "The cookie or the DPoP proof is missing, malformed or was used before.");

    public static final Problem LOGIN_NOT_FOUND = Problem.of(404, "login-not-found", "Your account has no such login.");

    public static final Problem CANCELLED =
            Problem.of(410, "cancelled", "This login was cancelled. Nobody was logged in.");

    private static final Problem INVALID_TICKET = Problem.of(
            401, "invalid-ticket", "The login ticket is missing, too old or another browser's. Load the page again.");

    private static final Problem REQUEST_USED = Problem.of(
            409,
            "request-used",
            "The pushed request expired, its login is complete, or another browser uses it. Load the page again.");

    private RefusalProblems() {}

    /** Attempts that share their answers. */
    private enum Surface {
        /** A login page that creates and shows a challenge. */
        PAGE,
        /** A login page that waits for the decision. */
        WATCH,
        /** A login page that completes the login. */
        COMPLETION,
        /** A phone. */
        PHONE;

        static Surface of(Attempt attempt) {
            return switch (attempt) {
                case CREATE, FRAMES, CANCEL -> PAGE;
                case WATCH -> WATCH;
                case EXTEND, CONSUME -> COMPLETION;
                case ENROL,
                        SCAN,
                        OPEN_LINK,
                        ENTER_CODE,
                        APPROVE,
                        REJECT,
                        READ_OUTCOME,
                        MANAGE_DEVICES,
                        MANAGE_BROWSERS,
                        MANAGE_PASSKEYS,
                        READ_ACTIVITY,
                        DISOWN -> PHONE;
                case AUTHORIZE, PUSH, REDEEM, READ_CLAIMS ->
                    throw new IllegalArgumentException(attempt + " is answered with an OAuth error");
                case ADMINISTER, READ_AUDIT ->
                    throw new IllegalArgumentException(attempt + " is answered by the authentication of operators");
            };
        }
    }

    /** The problem of a refusal whose answer depends on nothing else. */
    public static Problem of(Attempt attempt, RefusalReason reason) {
        return of(attempt, reason, null, null);
    }

    /**
     * @param state the challenge's state, or null if there is no challenge
     * @param allowedFrom when the attempt will be allowed, or null if that is not a matter of time
     * @throws IllegalArgumentException for an attempt that is not answered with a problem
     */
    public static Problem of(
            Attempt attempt, RefusalReason reason, @Nullable StateName state, @Nullable Instant allowedFrom) {
        Surface surface = Surface.of(attempt);
        return switch (reason) {
            case UNKNOWN_CHALLENGE, WRONG_FRAME, WRONG_BROWSER_KEY -> notFound(attempt);
            case CLAIMED -> attempt == Attempt.CREATE ? REQUEST_USED : notFound(attempt);
            case WRONG_COOKIE -> attempt == Attempt.CREATE ? INVALID_TICKET : notFound(attempt);
            case WRONG_TICKET -> INVALID_TICKET;
            case REPLAYED -> INVALID_PROOF;
            case EXPIRED, STORE_CHANGED -> ended(surface, attempt);
            case WRONG_STATE -> wrongState(surface, attempt, state);
            case RATE_LIMITED -> tooMany(surface);
            case CONTENDED -> Problem.unavailable();
            case SESSION_ENDED -> CANCELLED;
            case CREDENTIAL_NOT_ACTIVE ->
                surface == Surface.PHONE
                        ? Problem.of(401, "credential-not-active", "This phone was removed. Enrol it again.")
                        : CANCELLED;
            case ACCOUNT_NOT_ACTIVE ->
                surface == Surface.PHONE
                        ? Problem.of(403, "account-not-active", "The account is suspended. Contact your organisation.")
                        : Problem.of(403, "account-not-active", "This account cannot log in at the moment.");
            case STALE_FRAME ->
                Problem.of(
                        410,
                        "stale-frame",
                        "A newer QR code has replaced this one. Scan the one that is on the screen now.");
            case LOGIN_PENDING ->
                Problem.of(
                        409,
                        "login-pending",
                        "Another login waits for your decision. Approve or reject that one first.");
            case SCAN_REQUIRED ->
                Problem.of(
                        403, "scan-required", "You have not used this browser before. Scan the QR code of the page.");
            case WRONG_TRANSCRIPT ->
                Problem.of(400, "wrong-transcript", "The signed transcript is not the one of this login.");
            case MALFORMED ->
                Problem.of(400, "malformed-message", "The signed message does not have the form of this call.");
            case WRONG_SIGNATURE ->
                Problem.of(401, "invalid-message", "The message is not signed by a key that is registered here.");
            case WRONG_ENROLMENT_CODE ->
                Problem.of(
                        403,
                        "wrong-enrolment-code",
                        "The enrolment code or its answer is wrong, or the code is used or too old.");
            case PASSKEY_REQUIRED ->
                Problem.of(403, "passkey-required", "This has to be approved with a passkey of this phone.");
            case WRONG_PASSKEY, COPIED_PASSKEY ->
                Problem.of(
                        403, "wrong-passkey", "The passkey did not sign this login. Nothing was approved; try again.");
            case COOLING_OFF -> coolingOff(allowedFrom);
            case RISK -> Problem.of(403, "too-risky", "This login was blocked as suspicious.");
            case CODE_REQUIRED -> Problem.of(409, "code-required", "Type the six digits that the phone shows.");
            case WRONG_RETURN ->
                Problem.of(409, "return-required", "Come back with the link that the Doorway app opens.");
            case TOKEN_REQUIRED, WRONG_TOKEN, WRONG_ROLE ->
                throw new IllegalArgumentException(reason + " is answered by the authentication of operators");
            case WRONG_ORIGIN, WRONG_CODE, CLIENT_NOT_AUTHENTICATED, INVALID_REQUEST ->
                throw new IllegalArgumentException(
                        reason + " is answered by the WebSocket upgrade or with an OAuth error");
        };
    }

    private static Problem notFound(Attempt attempt) {
        return attempt == Attempt.DISOWN ? LOGIN_NOT_FOUND : Problem.challengeNotFound();
    }

    private static Problem ended(Surface surface, Attempt attempt) {
        return switch (surface) {
            case PAGE -> closedForPage();
            case WATCH -> Problem.challengeNotFound();
            case COMPLETION -> Problem.of(410, "expired", "This login took too long. Start again.");
            case PHONE ->
                attempt == Attempt.DISOWN
                        ? Problem.of(410, "login-too-old", "This login is more than a day old. Log out on the website.")
                        : Problem.of(
                                410, "challenge-expired", "You did not approve in time. Start again on the website.");
        };
    }

    private static Problem wrongState(Surface surface, Attempt attempt, @Nullable StateName state) {
        return switch (surface) {
            case PAGE -> closedForPage();
            case WATCH -> Problem.challengeNotFound();
            case COMPLETION ->
                state == StateName.CANCELLED
                        ? CANCELLED
                        : Problem.of(409, "wrong-state", "This login is not waiting to be completed.");
            case PHONE -> {
                if (attempt == Attempt.ENROL) {
                    yield Problem.of(
                            409,
                            "too-many-devices",
                            "The account has as many devices as it may have. Remove one first.");
                }
                yield attempt == Attempt.MANAGE_PASSKEYS
                        ? Problem.of(
                                409,
                                "too-many-passkeys",
                                "This phone has as many passkeys as it may have. Remove one first.")
                        : Problem.of(409, "challenge-closed", "This login was already decided or cancelled.");
            }
        };
    }

    private static Problem tooMany(Surface surface) {
        return switch (surface) {
            case PAGE ->
                Problem.of(429, "too-many-challenges", "This login had too many codes. Start again on the website.");
            case WATCH ->
                Problem.of(
                        429, "too-many-watchers", "Too many pages wait for this login, or in this network. Close one.");
            case COMPLETION, PHONE -> Problem.of(429, "too-many-attempts", "Wait a minute, then try again.");
        };
    }

    private static Problem closedForPage() {
        return Problem.of(409, "challenge-closed", "This challenge has ended. Ask for a new one.");
    }

    private static Problem coolingOff(@Nullable Instant allowedFrom) {
        String until =
                allowedFrom == null ? "." : ", or wait until " + allowedFrom.truncatedTo(ChronoUnit.SECONDS) + ".";
        return Problem.of(403, "cooling-off", "This phone was added too recently to approve this. Use another" + until);
    }
}
