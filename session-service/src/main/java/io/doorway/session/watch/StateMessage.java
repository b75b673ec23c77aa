package io.doorway.session.watch;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.doorway.protocol.challenge.Approved;
import io.doorway.protocol.challenge.Cancelled;
import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.challenge.Check;
import io.doorway.protocol.challenge.Consumed;
import io.doorway.protocol.challenge.Created;
import io.doorway.protocol.challenge.Expired;
import io.doorway.protocol.challenge.Open;
import io.doorway.protocol.challenge.Rejected;
import io.doorway.protocol.challenge.Scanned;
import io.doorway.protocol.challenge.StateName;
import io.doorway.protocol.event.ChallengeApproved;
import io.doorway.protocol.event.ChallengeCodeMistyped;
import io.doorway.protocol.event.ChallengeConsumed;
import io.doorway.protocol.event.ChallengeCreated;
import io.doorway.protocol.event.ChallengeEvent;
import io.doorway.protocol.event.ChallengeScanned;
import io.doorway.store.Loaded;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a waiting browser is told.
 *
 * @param state the state
 * @param version how many transitions led to it
 * @param at when the last one was
 * @param deadline until when something may follow, or null if nothing can
 * @param check what completing will ask for; settled by the scan
 */
@JsonPropertyOrder({"type", "state", "version", "at", "deadline", "check"})
public record StateMessage(
        StateName state, long version, Instant at, @Nullable Instant deadline, Check check) {

    private static final ObjectWriter WRITER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build()
            .writerFor(StateMessage.class);

    @JsonProperty
    public String type() {
        return "state";
    }

    /** A challenge past its deadline has expired, even if nobody has written that down yet. */
    static StateMessage of(Loaded loaded) {
        Challenge challenge = loaded.challenge();
        Check check = check(challenge);
        if (loaded.overdue() && challenge instanceof Open open) {
            return new StateMessage(StateName.EXPIRED, open.version() + 1, open.deadline(), null, check);
        }
        Instant deadline = challenge instanceof Open open ? open.deadline() : null;
        return new StateMessage(challenge.name(), challenge.version(), since(challenge), deadline, check);
    }

    static StateMessage of(ChallengeEvent event) {
        Instant deadline = switch (event) {
            case ChallengeCreated created -> created.deadline();
            case ChallengeScanned scanned -> scanned.deadline();
            case ChallengeApproved approved -> approved.deadline();
            case ChallengeCodeMistyped mistyped -> mistyped.deadline();
            default -> null;
        };
        return new StateMessage(event.state(), event.version(), event.at(), deadline, check(event));
    }

    private static Check check(Challenge challenge) {
        return switch (challenge) {
            case Scanned scanned -> scanned.scan().judgement().browserCheck();
            case Approved approved -> approved.check();
            case Consumed consumed -> consumed.consumption().check();
            default -> Check.NONE;
        };
    }

    private static Check check(ChallengeEvent event) {
        return switch (event) {
            case ChallengeScanned scanned -> scanned.check();
            case ChallengeApproved approved -> approved.check();
            case ChallengeCodeMistyped mistyped -> Check.TYPED_CODE;
            case ChallengeConsumed consumed -> consumed.check();
            default -> Check.NONE;
        };
    }

    String json() {
        try {
            return WRITER.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("every state can be written", e);
        }
    }

    private static Instant since(Challenge challenge) {
        return switch (challenge) {
            case Created created -> created.asked().createdAt();
            case Scanned scanned -> scanned.scan().at();
            case Approved approved -> approved.approval().at();
            case Consumed consumed -> consumed.consumption().at();
            case Rejected rejected -> rejected.at();
            case Cancelled cancelled -> cancelled.at();
            case Expired expired -> expired.at();
        };
    }
}
