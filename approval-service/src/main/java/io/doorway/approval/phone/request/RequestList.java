package io.doorway.approval.phone.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.doorway.protocol.challenge.BackchannelRequest;
import io.doorway.protocol.challenge.Challenge;
import io.doorway.protocol.challenge.Challenge.Open;
import io.doorway.protocol.challenge.LoginRequest;
import io.doorway.protocol.vocabulary.ChallengeId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The requests of an account that its phone can open. */
@JsonNaming(SnakeCaseStrategy.class)
record RequestList(List<ListedRequest> requests) {

    /**
     * A request, with what distinguishes it from others. The transcript, which the phone gets when it opens the request, has everything.
     *
     * @param action the type of what is to be approved
     * @param bindingMessage what the place where it began shows too; absent if there is none
     * @param expiresAt when it cannot be opened, or decided, any more
     * @param opened whether this phone has opened it
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ListedRequest(
            ChallengeId challengeId,
            String clientName,
            String clientDomain,
            String action,
            @Nullable String bindingMessage,
            Instant createdAt,
            Instant expiresAt,
            boolean opened) {

        static ListedRequest of(Challenge challenge) {
            LoginRequest request = challenge.loginRequest();
            BackchannelRequest backchannel = Objects.requireNonNull(request.backchannel());
            return new ListedRequest(
                    challenge.id(),
                    request.relyingParty().name(),
                    request.relyingParty().domain(),
                    request.action().type(),
                    backchannel.bindingMessage(),
                    request.createdAt(),
                    ((Open) challenge).deadline(),
                    challenge.claim() != null);
        }
    }
}
