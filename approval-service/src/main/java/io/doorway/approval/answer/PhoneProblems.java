package io.doorway.approval.answer;

import io.doorway.edge.problem.Problem;
import io.doorway.protocol.event.Attempt;
import io.doorway.protocol.event.RefusalReason;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a phone is told of a refusal: the table of {@code docs/phone-api.md}.
 *
 * <p>Unknown, never scanned and another phone's are one answer, so that nobody learns of challenges that are not theirs.
 */
final class PhoneProblems {
    private PhoneProblems() {}

    static Problem of(Attempt attempt, RefusalReason reason, @Nullable Instant until) {
        return switch (reason) {
            case UNKNOWN_CHALLENGE, CLAIMED, WRONG_FRAME ->
                attempt == Attempt.DISOWN
                        ? Problem.of(404, "login-not-found", "Your account has no such login.")
                        : Problem.challengeNotFound();
            case STALE_FRAME ->
                Problem.of(410, "stale-frame", "The code has moved on. Scan the one that is on the screen now.");
            case EXPIRED, STORE_CHANGED ->
                attempt == Attempt.DISOWN
                        ? Problem.of(410, "login-too-old", "This login is over 24 hours old. Log out on the website.")
                        : Problem.of(
                                410,
                                "challenge-expired",
                                "The time for this login is over. Start again from the website.");
            case WRONG_STATE -> wrongState(attempt);
            case WRONG_TRANSCRIPT ->
                Problem.of(400, "wrong-transcript", "The signed transcript is not the one of this login.");
            case MALFORMED ->
                Problem.of(400, "malformed-message", "The signed message does not have the form of this call.");
            case WRONG_SIGNATURE ->
                Problem.of(401, "invalid-message", "The message is not signed by a key that is registered here.");
            case CREDENTIAL_NOT_ACTIVE ->
                Problem.of(401, "credential-not-active", "This phone was removed. Enrol it again.");
            case ACCOUNT_NOT_ACTIVE ->
                Problem.of(403, "account-not-active", "The account is suspended. Ask whoever runs it.");
            case WRONG_ENROLMENT_CODE ->
                Problem.of(
                        403, "wrong-enrolment-code", "The enrolment code is unknown, used or too old. Get a new one.");
            case UNATTESTED ->
                Problem.of(
                        403,
                        "attestation-required",
                        "Only phones whose maker vouches for their key are enrolled here.");
            case RATE_LIMITED -> Problem.of(429, "too-many-attempts", "Wait a minute, then try again.");
            case PASSKEY_REQUIRED ->
                Problem.of(403, "passkey-required", "This has to be approved with a passkey of this phone.");
            case WRONG_PASSKEY, COPIED_PASSKEY ->
                Problem.of(
                        403, "wrong-passkey", "The passkey did not sign this login. Nothing was approved; try again.");
            case COOLING_OFF ->
                Problem.of(
                        403,
                        "cooling-off",
                        "This phone was added too recently to approve this. Use another"
                                + (until == null
                                        ? "."
                                        : ", or wait until " + until.truncatedTo(ChronoUnit.SECONDS) + "."));
            case RISK -> Problem.of(403, "too-risky", "This login looks too much like a fraud to be approved.");
            case CONTENDED -> Problem.unavailable();
            case SESSION_ENDED,
                    WRONG_COOKIE,
                    WRONG_BROWSER_KEY,
                    WRONG_ORIGIN,
                    WRONG_TICKET,
                    WRONG_CODE,
                    REPLAYED,
                    CODE_REQUIRED,
                    WRONG_RETURN -> throw new IllegalArgumentException("a phone is never refused for " + reason);
        };
    }

    private static Problem wrongState(Attempt attempt) {
        return switch (attempt) {
            case ENROL ->
                Problem.of(
                        409, "too-many-devices", "The account has as many devices as it may have. Remove one first.");
            case MANAGE_PASSKEYS ->
                Problem.of(409, "too-many-passkeys", "This phone has its five passkeys. Remove one first.");
            default -> Problem.of(409, "challenge-closed", "This login has already been decided or given up.");
        };
    }
}
