package io.doorway.session.login.watch;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.challenge.Challenge.Approved;
import io.doorway.protocol.challenge.Challenge.Cancelled;
import io.doorway.protocol.challenge.Challenge.Consumed;
import io.doorway.protocol.challenge.Challenge.Created;
import io.doorway.protocol.challenge.Challenge.Expired;
import io.doorway.protocol.challenge.Challenge.Open;
import io.doorway.protocol.challenge.Challenge.Rejected;
import io.doorway.protocol.challenge.Challenge.Scanned;
import io.doorway.protocol.event.ChallengeEvent;
import io.doorway.protocol.event.ChallengeEvent.ChallengeApproved;
import io.doorway.protocol.event.ChallengeEvent.ChallengeConsumed;
import io.doorway.protocol.event.ChallengeEvent.ChallengeCreated;
import io.doorway.protocol.event.ChallengeEvent.ChallengeScanned;
import io.doorway.protocol.event.ChallengeEvent.ConfirmationCodeRejected;
import io.doorway.protocol.event.ChallengeEvent.ConfirmationTimeExtended;
import io.doorway.protocol.vocabulary.Check;
import io.doorway.protocol.vocabulary.StateName;
import io.doorway.store.ChallengeSnapshot;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of a challenge, for the waiting browser. docs/waiting-browser.md specifies it.
 *
 * @param state the state
 * @param version the number of transitions so far
 * @param at the time of the last transition
 * @param deadline the time until which another transition is possible, or null in a terminal state
 * @param check what completing requires; determined by the scan
 * @param serverTime a time that has passed by the store's clock: of the load, or of the event. The page's clock is set by it
 */
@JsonPropertyOrder({"type", "state", "version", "at", "deadline", "check", "server_time"})
public record StateMessage(
        StateName state,
        long version,
        Instant at,
        @Nullable Instant deadline,
        Check check,
        @JsonProperty("server_time") Instant serverTime) {

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

    /** A challenge past its deadline is expired, whether or not the sweeper has stored that. */
    static StateMessage of(ChallengeSnapshot loaded) {
        Challenge challenge = loaded.challenge();
        Check check = check(challenge);
        if (loaded.overdue() && challenge instanceof Open open) {
            return new StateMessage(StateName.EXPIRED, open.version() + 1, open.deadline(), null, check, loaded.now());
        }
        Instant deadline = challenge instanceof Open open ? open.deadline() : null;
        return new StateMessage(
                challenge.state(), challenge.version(), since(challenge), deadline, check, loaded.now());
    }

    static StateMessage of(ChallengeEvent event) {
        Instant deadline = switch (event) {
            case ChallengeCreated created -> created.deadline();
            case ChallengeScanned scanned -> scanned.deadline();
            case ChallengeApproved approved -> approved.deadline();
            case ConfirmationCodeRejected rejected -> rejected.deadline();
            case ConfirmationTimeExtended extended -> extended.deadline();
            default -> null;
        };
        return new StateMessage(event.state(), event.version(), event.at(), deadline, check(event), event.at());
    }

    private static Check check(Challenge challenge) {
        return switch (challenge) {
            case Scanned scanned -> scanned.scan().assessment().browserCheck();
            case Approved approved -> approved.check();
            case Consumed consumed -> consumed.consumption().check();
            default -> Check.NONE;
        };
    }

    private static Check check(ChallengeEvent event) {
        return switch (event) {
            case ChallengeScanned scanned -> scanned.check();
            case ChallengeApproved approved -> approved.check();
            case ConfirmationCodeRejected rejected -> Check.TYPED_CODE;
            case ConfirmationTimeExtended extended -> Check.TYPED_CODE;
            case ChallengeConsumed consumed -> consumed.check();
            default -> Check.NONE;
        };
    }

    String json() {
        try {
            return WRITER.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a state message cannot be written", e);
        }
    }

    private static Instant since(Challenge challenge) {
        return switch (challenge) {
            case Created created -> created.loginRequest().createdAt();
            case Scanned scanned -> scanned.scan().at();
            case Approved approved -> approved.approval().at();
            case Consumed consumed -> consumed.consumption().at();
            case Rejected rejected -> rejected.at();
            case Cancelled cancelled -> cancelled.at();
            case Expired expired -> expired.at();
        };
    }
}
