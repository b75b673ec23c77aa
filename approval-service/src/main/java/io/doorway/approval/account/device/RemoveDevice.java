package io.doorway.approval.account.device;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.doorway.approval.account.passkey.AccountChange;
import io.doorway.approval.account.passkey.UserVerification;
import io.doorway.approval.account.passkey.VerifyUser;
import io.doorway.approval.answer.Result;
import io.doorway.approval.credential.CoolingOff;
import io.doorway.approval.credential.Credential;
import io.doorway.approval.credential.EnrolmentConfig;
import io.doorway.approval.database.Database;
import io.doorway.approval.message.SignedMessage;
import io.doorway.protocol.vocabulary.CredentialId;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Removes a device on the request of a device of its account. A newcomer has no power over those who were there before:
 *
 * <ul>
 *   <li>A device removes itself at any time, and nothing else during its cooling-off period.
 *   <li>After that it removes a younger device at once.
 *   <li>It removes an older device at once if one of its passkeys confirms exactly this removal. Otherwise the removal waits, and every
 *       other device of the account can cancel it.
 * </ul>
 */
@Singleton
class RemoveDevice {
    private static final Logger LOGGER = Logger.getLogger(RemoveDevice.class);

    private static final int BATCH = 20;
    private static final String FIND_TARGET = """
            select revoked_at is not null as revoked, enrolled_at from approval.credential
            where credential_id = $1 and account = $2""";

    private final Database database;
    private final CoolingOff coolingOff;
    private final EnrolmentConfig config;
    private final VerifyUser verifyUser;
    private final DeviceRemovals removals;
    private final RevokeDevice revokeDevice;

    RemoveDevice(
            Database database,
            CoolingOff coolingOff,
            EnrolmentConfig config,
            VerifyUser verifyUser,
            DeviceRemovals removals,
            RevokeDevice revokeDevice) {
        this.database = database;
        this.coolingOff = coolingOff;
        this.config = config;
        this.verifyUser = verifyUser;
        this.removals = removals;
        this.revokeDevice = revokeDevice;
    }

    /** What became of a request. */
    sealed interface Removal {
        record Removed() implements Removal {}

        /** @param effectiveAt when the device will be removed */
        @JsonNaming(SnakeCaseStrategy.class)
        record Waiting(Instant effectiveAt) implements Removal {}

        /** The account has no such device. */
        record Unknown() implements Removal {}
    }

    /** @param by with a redeemed nonce */
    Uni<Result<Removal>> remove(CredentialId device, SignedMessage by) {
        Credential actor = by.credential();
        if (device.equals(actor.id())) {
            return revoke(device, actor);
        }
        return by.afterCoolingOff(coolingOff).then(admitted -> removeOther(device, admitted));
    }

    private Uni<Result<Removal>> removeOther(CredentialId device, SignedMessage by) {
        Credential actor = by.credential();
        return database.query(
                        FIND_TARGET, Tuple.of(device.value(), actor.account().value()))
                .chain(rows -> Database.first(rows)
                        .map(target -> target.getBoolean("revoked")
                                        || Database.instant(target, "enrolled_at")
                                                .isAfter(actor.enrolledAt())
                                ? revoke(device, actor)
                                : removeOlder(device, by))
                        .orElseGet(() -> done(new Removal.Unknown())));
    }

    private Uni<Result<Removal>> removeOlder(CredentialId device, SignedMessage by) {
        if (by.object("passkey").isMissingNode()) {
            return config.changeDelay().isZero()
                    ? revoke(device, by.credential())
                    : removals.request(device, by.credential())
                            .chain(effectiveAt -> done(new Removal.Waiting(effectiveAt)));
        }
        return verifyUser
                .verify(by, AccountChange.removal(device.value(), by))
                .chain(verified -> verified.then(user -> user == UserVerification.PASSKEY
                        ? revoke(device, by.credential())
                        : Uni.createFrom()
                                .item(new Result.Refused<>(
                                        RefusalReason.COOLING_OFF,
                                        by.actor(),
                                        by.credential().passkeysActiveFrom()))));
    }

    private Uni<Result<Removal>> revoke(CredentialId device, Credential actor) {
        return revokeDevice
                .revokeForPerson(device, actor)
                .chain(exists -> done(exists ? new Removal.Removed() : new Removal.Unknown()));
    }

    private static Uni<Result<Removal>> done(Removal removal) {
        return Uni.createFrom().item(Result.done(removal));
    }

    /** Carries out the removals whose time has come. Of several instances one carries out each. */
    @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> carryOutDueRemovals() {
        return removals.due(BATCH)
                .onItem()
                .transformToMulti(due -> Multi.createFrom().iterable(due))
                .onItem()
                .transformToUniAndConcatenate(due -> revokeDevice.revokeIf(
                        transaction -> removals.take(transaction, due), due.device(), due.account(), due.requestedBy()))
                .collect()
                .last()
                .replaceWithVoid()
                .onFailure()
                .invoke(e -> LOGGER.warnf("requested removals of devices are not carried out yet: %s", e.getMessage()))
                .onFailure()
                .recoverWithNull();
    }
}
