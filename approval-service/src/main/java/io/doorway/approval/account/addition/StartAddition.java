package io.doorway.approval.account.addition;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.doorway.approval.answer.Result;
import io.doorway.approval.credential.CoolingOff;
import io.doorway.approval.credential.Credential;
import io.doorway.approval.message.SignedMessage;
import io.doorway.protocol.encoding.Base64Url;
import io.doorway.protocol.secret.SecretText;
import io.doorway.web.config.Issuer;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** Starts the addition of a device from an enrolled one. A device in its cooling-off period adds none. */
@Singleton
class StartAddition {
    private static final int ID_BYTES = 16;
    private static final int CODE_BYTES = 16;

    private final DeviceAdditions additions;
    private final CoolingOff coolingOff;
    private final RandomGenerator random;
    private final Issuer issuer;

    StartAddition(DeviceAdditions additions, CoolingOff coolingOff, RandomGenerator random, Issuer issuer) {
        this.additions = additions;
        this.coolingOff = coolingOff;
        this.random = random;
        this.issuer = issuer;
    }

    /**
     * The reply to the enrolled device.
     *
     * @param id identifies the addition, to look at it, approve and cancel it; of no use to another device
     * @param link for the new phone to open; the code is its fragment, which browsers do not send to servers
     * @param createdAt the server's time, so that the phone measures the time that is left without its own clock
     * @param expiresAt until when the addition can be approved
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record StartedAddition(String id, SecretText link, Instant createdAt, Instant expiresAt) {}

    /** @param by with a redeemed nonce */
    Uni<Result<StartedAddition>> start(SignedMessage by) {
        return by.afterCoolingOff(coolingOff).then(admitted -> start(admitted.credential()));
    }

    private Uni<Result<StartedAddition>> start(Credential device) {
        String id = Base64Url.random(random, ID_BYTES);
        SecretText code = SecretText.of(Base64Url.random(random, CODE_BYTES));
        SecretText link = SecretText.of(issuer.at("/app/add") + "#" + code.open());
        return additions
                .start(id, code, device)
                .map(validity -> Result.done(new StartedAddition(id, link, validity.from(), validity.until())));
    }
}
