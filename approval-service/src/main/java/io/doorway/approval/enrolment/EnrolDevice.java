package io.doorway.approval.enrolment;

import io.doorway.approval.answer.Result;
import io.doorway.approval.attestation.AttestationVerdict;
import io.doorway.approval.attestation.AttestationVerifier;
import io.doorway.approval.credential.EnrolmentRules;
import io.doorway.approval.database.Database;
import io.doorway.approval.message.NewKeyMessage;
import io.doorway.approval.message.SignedMessages;
import io.doorway.approval.outbox.EventOutbox;
import io.doorway.edge.event.EventStamps;
import io.doorway.edge.event.Stamp;
import io.doorway.edge.refusal.Refusals.Who;
import io.doorway.protocol.Base64Url;
import io.doorway.protocol.event.DeviceEnrolled;
import io.doorway.protocol.event.RefusalReason;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * A new key becomes a device of the account that the enrolment code was made for.
 *
 * <p>The code is used up in the transaction that stores the key: of any number who present it at once, one is enrolled. That one,
 * its answer lost on the way, may ask again with the same key and gets the same answer. An account with as many devices as it may
 * have is told so without using up the code.
 *
 * <p>A code that is unknown, wrong, burnt, used or too old is refused in the same words and after the same time, so that nobody
 * learns which invitations there are.
 */
@ApplicationScoped
public class EnrolDevice {
    private static final int MAX_NAME = 60;
    private static final int CREDENTIAL_BYTES = 16;

    /** Longer than any of the ways to a refusal takes. */
    private static final Duration REFUSED_AFTER = Duration.ofMillis(250);

    private final SignedMessages messages;
    private final Database database;
    private final Invitations invitations;
    private final NewCredentials credentials;
    private final AttestationVerifier verifier;
    private final EnrolmentRules rules;
    private final EventOutbox outbox;
    private final EventStamps stamps;
    private final RandomGenerator random;
    private final InstantSource clock;

    EnrolDevice(
            SignedMessages messages,
            Database database,
            Invitations invitations,
            NewCredentials credentials,
            AttestationVerifier verifier,
            EnrolmentRules rules,
            EventOutbox outbox,
            EventStamps stamps,
            RandomGenerator random,
            InstantSource clock) {
        this.messages = messages;
        this.database = database;
        this.invitations = invitations;
        this.credentials = credentials;
        this.verifier = verifier;
        this.rules = rules;
        this.outbox = outbox;
        this.stamps = stamps;
        this.random = random;
        this.clock = clock;
    }

    public Uni<Result<Enrolled>> enrol(String compact, String source) {
        Who stranger = Who.at(source);
        return messages.openEnrolment(compact, stranger).then(message -> enrol(message, stranger));
    }

    private Uni<Result<Enrolled>> enrol(NewKeyMessage message, Who who) {
        String name = message.name().strip();
        boolean named = !name.isEmpty()
                && name.length() <= MAX_NAME
                && name.codePoints().noneMatch(Character::isISOControl);
        if (!named) {
            return refuse(RefusalReason.MALFORMED, who);
        }
        Optional<EnrolmentCode> code = EnrolmentCode.parse(message.code());
        if (code.isEmpty()) {
            return refuse(RefusalReason.WRONG_ENROLMENT_CODE, who);
        }
        NewDevice device =
                new NewDevice(Base64Url.random(random, CREDENTIAL_BYTES), name, message.key(), message.attestation());
        return inNoTimeThatTells(
                        () -> database.inTransaction(transaction -> enrol(transaction, device, code.get(), who)))
                .chain(result -> result.then(enrolled ->
                        outbox.tell(List.of(enrolled.credentialId())).replaceWith(Result.done(enrolled))));
    }

    private Uni<Result<Enrolled>> enrol(SqlClient transaction, NewDevice device, EnrolmentCode code, Who who) {
        return invitations.present(transaction, code).chain(presented -> switch (presented) {
            case Invitations.Presented.Wrong wrong ->
                refuse(RefusalReason.WRONG_ENROLMENT_CODE, who.with(null, wrong.account()));
            case Invitations.Presented.Good good ->
                enrol(transaction, device, code, good, who.with(null, good.account()));
        });
    }

    private Uni<Result<Enrolled>> enrol(
            SqlClient transaction, NewDevice device, EnrolmentCode code, Invitations.Presented.Good good, Who who) {
        if (good.usedBy() != null) {
            return repeated(transaction, device, good.usedBy(), good.account(), who);
        }
        return good.active()
                ? add(transaction, device, code, good.account(), who)
                : refuse(RefusalReason.ACCOUNT_NOT_ACTIVE, who);
    }

    private Uni<Result<Enrolled>> repeated(
            SqlClient transaction, NewDevice device, String usedBy, String account, Who who) {
        return credentials
                .isKeyOf(transaction, usedBy, device)
                .map(same -> same
                        ? Result.done(new Enrolled(usedBy, account))
                        : Result.refused(RefusalReason.WRONG_ENROLMENT_CODE, who));
    }

    private Uni<Result<Enrolled>> add(
            SqlClient transaction, NewDevice device, EnrolmentCode code, String account, Who who) {
        return credentials.count(transaction, account).chain(devices -> {
            if (devices >= rules.maxDevices()) {
                return refuse(RefusalReason.WRONG_STATE, who);
            }
            AttestationVerdict verdict = device.judgedBy(verifier, code.challenge());
            if (!rules.attestation().admits(verdict)) {
                return refuse(RefusalReason.UNATTESTED, who);
            }
            return credentials
                    .add(transaction, device, verdict, account)
                    .chain(added ->
                            added ? useUp(transaction, device, code, account) : refuse(RefusalReason.MALFORMED, who));
        });
    }

    private Uni<Result<Enrolled>> useUp(SqlClient transaction, NewDevice device, EnrolmentCode code, String account) {
        Stamp stamp = stamps.now();
        DeviceEnrolled event = new DeviceEnrolled(
                stamp.id(), stamp.at(), device.credential(), account, device.name(), stamp.traceparent());
        return invitations
                .useUp(transaction, code, device.credential())
                .chain(() -> outbox.add(transaction, event))
                .replaceWith(Result.done(new Enrolled(device.credential(), account)));
    }

    /** Holds a refusal back until the slowest way to it would have ended; timers know no less than a millisecond. */
    private Uni<Result<Enrolled>> inNoTimeThatTells(Supplier<Uni<Result<Enrolled>>> work) {
        Instant end = clock.instant().plus(REFUSED_AFTER);
        return work.get().chain(result -> {
            Duration rest = Duration.between(clock.instant(), end).truncatedTo(ChronoUnit.MILLIS);
            Uni<Result<Enrolled>> answer = Uni.createFrom().item(result);
            return result instanceof Result.Done || !rest.isPositive()
                    ? answer
                    : answer.onItem().delayIt().by(rest);
        });
    }

    private static Uni<Result<Enrolled>> refuse(RefusalReason reason, Who who) {
        return Uni.createFrom().item(Result.refused(reason, who));
    }
}
