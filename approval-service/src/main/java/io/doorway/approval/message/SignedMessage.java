package io.doorway.approval.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.doorway.approval.answer.Result;
import io.doorway.approval.credential.CoolingOff;
import io.doorway.approval.credential.Credential;
import io.doorway.login.jws.StrictJws;
import io.doorway.protocol.vocabulary.RefusalReason;
import io.doorway.web.refusal.Actor;

/** A message of an enrolled phone that has passed every one of {@link MessageChecks}. */
public final class SignedMessage {
    private final StrictJws jws;
    private final Credential credential;
    private final Actor actor;

    SignedMessage(StrictJws jws, Credential credential, Actor actor) {
        this.jws = jws;
        this.credential = credential;
        this.actor = actor;
    }

    /** The credential that signed, active at the time of the check. */
    public Credential credential() {
        return credential;
    }

    /** This message, or its refusal while the device that signed is in its cooling-off period. */
    public Result<SignedMessage> afterCoolingOff(CoolingOff coolingOff) {
        return coolingOff
                .end(credential)
                .<Result<SignedMessage>>map(end -> new Result.Refused<>(RefusalReason.COOLING_OFF, actor, end))
                .orElseGet(() -> Result.done(this));
    }

    /** The sender, for the audit. */
    public Actor actor() {
        return actor;
    }

    /** A text member of the payload; the empty string if it is optional and absent. */
    public String text(String member) {
        return jws.text(member);
    }

    /** An object member of the payload, or a missing node. Its contents have not been checked. */
    public JsonNode object(String member) {
        return jws.payload().path(member);
    }
}
