package io.doorway.protocol.challenge;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.doorway.protocol.challenge.BrowserConfirmation.ConfirmationCode;
import io.doorway.protocol.secret.SecretBytes;
import io.doorway.protocol.vocabulary.Canceller;
import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.protocol.vocabulary.Check;
import io.doorway.protocol.vocabulary.RejectReason;
import io.doorway.protocol.vocabulary.RiskSignal;
import io.doorway.protocol.vocabulary.StateName;
import io.doorway.protocol.vocabulary.Timing;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One login in progress, in one of seven states.
 *
 * <p>Each state is a record with the data of that state only. A transition is a method of the states that allow it, so an illegal
 * transition does not compile. It returns the next state, with a version that is higher by one, and the event of the transition; it
 * changes nothing itself. All times are arguments and come from the store's clock.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Challenge.Created.class, name = "created"),
    @JsonSubTypes.Type(value = Challenge.Scanned.class, name = "scanned"),
    @JsonSubTypes.Type(value = Challenge.Approved.class, name = "approved"),
    @JsonSubTypes.Type(value = Challenge.Consumed.class, name = "consumed"),
    @JsonSubTypes.Type(value = Challenge.Rejected.class, name = "rejected"),
    @JsonSubTypes.Type(value = Challenge.Cancelled.class, name = "cancelled"),
    @JsonSubTypes.Type(value = Challenge.Expired.class, name = "expired"),
})
public sealed interface Challenge {

    ChallengeId id();

    /** The number of transitions so far, 1 after the creation. Together with the id it identifies the event of the last one. */
    long version();

    /** The login request, the same in every state. */
    LoginRequest loginRequest();

    /**
     * The key of the MAC in the QR frames, the same in every state: a frame is verified before anything is said about its challenge.
     */
    SecretBytes frameKey();

    /** The scan that claimed the challenge, or null if none did. */
    @Nullable
    Scan claim();

    default StateName state() {
        return switch (this) {
            case Created created -> StateName.CREATED;
            case Scanned scanned -> StateName.SCANNED;
            case Approved approved -> StateName.APPROVED;
            case Consumed consumed -> StateName.CONSUMED;
            case Rejected rejected -> StateName.REJECTED;
            case Cancelled cancelled -> StateName.CANCELLED;
            case Expired expired -> StateName.EXPIRED;
        };
    }

    /** The states that follow a scan, with the scan that claimed the challenge. */
    sealed interface Claimed extends Challenge {

        /** The scan that claimed the challenge. */
        Scan scan();

        @Override
        default Scan claim() {
            return scan();
        }
    }

    /** The states that are not final: created, scanned and approved. Each has a deadline. */
    sealed interface Open extends Challenge {

        /** The time from which on every transition except {@link #expire} is refused. */
        Instant deadline();

        /** Ends the challenge before its deadline. */
        default Transition<Cancelled> cancel(Canceller by, Instant at) {
            Cancelled next = new Cancelled(id(), version() + 1, loginRequest(), frameKey(), claim(), by, at);
            return new Transition<>(next, TransitionEvents.cancelled(state(), next));
        }

        /** Ends the challenge after its deadline. */
        default Transition<Expired> expire(Instant at) {
            Expired next = new Expired(id(), version() + 1, loginRequest(), frameKey(), claim(), at);
            return new Transition<>(next, TransitionEvents.expired(state(), next));
        }
    }

    /** The login page shows the QR code; no device has scanned it. */
    record Created(ChallengeId id, long version, LoginRequest loginRequest, SecretBytes frameKey, Instant deadline)
            implements Open {

        /** Creates a challenge. */
        public static Transition<Created> create(ChallengeId id, LoginRequest request, SecretBytes frameKey) {
            Created created = new Created(id, 1, request, frameKey, request.scanUntil());
            return new Transition<>(created, TransitionEvents.created(created));
        }

        @Override
        public @Nullable Scan claim() {
            return null;
        }

        /**
         * Claims the challenge for one credential. No other credential can decide it.
         *
         * @param phoneIp the address of the phone, for the event, or null if it is not known
         */
        public Transition<Scanned> scan(Scan scan, @Nullable String phoneIp) {
            Instant deadline = loginRequest.decideUntil(scan.at());
            Scanned next = new Scanned(id, version + 1, loginRequest, frameKey, scan, deadline);
            return new Transition<>(next, TransitionEvents.scanned(next, phoneIp));
        }
    }

    /** One credential has claimed the challenge; its person decides. */
    record Scanned(
            ChallengeId id, long version, LoginRequest loginRequest, SecretBytes frameKey, Scan scan, Instant deadline)
            implements Open, Claimed {

        /** Approves the login, without risk signals later than the scan. */
        public Transition<Approved> approve(Approval approval, @Nullable BrowserConfirmation confirmation) {
            return approve(approval, confirmation, Set.of());
        }

        /**
         * Approves the login, after the caller has verified the signature over the transcript.
         *
         * @param confirmation what the browser must present, or null if nothing
         * @param laterSignals risk signals observed after the scan: the event contains them, the transcript does not
         */
        public Transition<Approved> approve(
                Approval approval, @Nullable BrowserConfirmation confirmation, Set<RiskSignal> laterSignals) {
            Timing timing = loginRequest.timing();
            Instant deadline = confirmation == null
                    ? approval.at().plus(timing.consumeWithin())
                    : timing.confirmUntil(loginRequest.createdAt(), approval.at());
            Scan assessed = scan.withSignals(laterSignals);
            Approved next =
                    new Approved(id, version + 1, loginRequest, frameKey, assessed, approval, confirmation, deadline);
            return new Transition<>(next, TransitionEvents.approved(next));
        }

        /** Rejects the login. */
        public Transition<Rejected> reject(RejectReason reason, Instant at) {
            Rejected next = new Rejected(id, version + 1, loginRequest, frameKey, scan, reason, at);
            return new Transition<>(next, TransitionEvents.rejected(next));
        }
    }

    /**
     * The person has approved; the browser of the challenge can consume the approval once.
     *
     * @param confirmation what the browser must present, or null if nothing
     */
    record Approved(
            ChallengeId id,
            long version,
            LoginRequest loginRequest,
            SecretBytes frameKey,
            Scan scan,
            Approval approval,
            @Nullable BrowserConfirmation confirmation,
            Instant deadline)
            implements Open, Claimed {

        /** The check that the browser must pass. */
        public Check check() {
            return confirmation == null ? Check.NONE : confirmation.check();
        }

        /**
         * Counts a wrong confirmation code. The browser may try again.
         *
         * @throws IllegalStateException if no confirmation code is required, or if this was the last attempt: then the caller cancels
         *     the challenge
         */
        public Transition<Approved> rejectCode(Instant at) {
            if (!(confirmation instanceof ConfirmationCode code)) {
                throw new IllegalStateException("no confirmation code is required");
            }
            ConfirmationCode remaining = code.afterRejection();
            Approved next = new Approved(id, version + 1, loginRequest, frameKey, scan, approval, remaining, deadline);
            return new Transition<>(next, TransitionEvents.codeRejected(next, remaining, at));
        }

        /** The time until which {@link #extend} gives the browser to present the confirmation code; the deadline itself if that is the latest. */
        public Instant extendedDeadline() {
            return Timing.confirmUntilExtended(loginRequest.createdAt(), deadline);
        }

        /**
         * Gives the person {@link Timing#EXTENSION} more to enter the confirmation code, at most until the end of the longest time that a login
         * may take.
         *
         * @throws IllegalStateException if no confirmation code is required, or if the browser has the longest time already
         */
        public Transition<Approved> extend(Instant at) {
            Instant extended = extendedDeadline();
            if (!(confirmation instanceof ConfirmationCode) || extended.equals(deadline)) {
                throw new IllegalStateException("there is no time to extend");
            }
            Approved next =
                    new Approved(id, version + 1, loginRequest, frameKey, scan, approval, confirmation, extended);
            return new Transition<>(next, TransitionEvents.extended(next, at));
        }

        /** Takes the approval back, before the browser has consumed it. */
        public Transition<Rejected> reject(RejectReason reason, Instant at) {
            Rejected next = new Rejected(id, version + 1, loginRequest, frameKey, scan, reason, at);
            return new Transition<>(next, TransitionEvents.rejected(next));
        }

        /** Gives the browser its authorization code. */
        public Transition<Consumed> consume(Consumption consumption) {
            Consumed next = new Consumed(id, version + 1, loginRequest, frameKey, scan, approval, consumption);
            return new Transition<>(next, TransitionEvents.consumed(next));
        }
    }

    /** The browser has its authorization code. Final. */
    record Consumed(
            ChallengeId id,
            long version,
            LoginRequest loginRequest,
            SecretBytes frameKey,
            Scan scan,
            Approval approval,
            Consumption consumption)
            implements Claimed {}

    /** The person has rejected the login. Final. */
    record Rejected(
            ChallengeId id,
            long version,
            LoginRequest loginRequest,
            SecretBytes frameKey,
            Scan scan,
            RejectReason reason,
            Instant at)
            implements Claimed {}

    /** The challenge was ended before its deadline. Final. */
    record Cancelled(
            ChallengeId id,
            long version,
            LoginRequest loginRequest,
            SecretBytes frameKey,
            @Nullable Scan claim,
            Canceller by,
            Instant at)
            implements Challenge {}

    /** The deadline passed. Final. */
    record Expired(
            ChallengeId id,
            long version,
            LoginRequest loginRequest,
            SecretBytes frameKey,
            @Nullable Scan claim,
            Instant at)
            implements Challenge {}
}
