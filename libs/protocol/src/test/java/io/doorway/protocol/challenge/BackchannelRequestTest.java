package io.doorway.protocol.challenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.doorway.protocol.challenge.Challenge.Created;
import io.doorway.protocol.json.Json;
import io.doorway.protocol.json.MalformedJsonException;
import io.doorway.protocol.vocabulary.AccountId;
import io.doorway.testkit.login.SampleLogin;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class BackchannelRequestTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final AccountId ALICE = new AccountId("alice");

    @Test
    void aRequestCanBeDecidedForFiveMinutesAtTheMost() {
        assertThatCode(() -> new BackchannelRequest(ALICE, null, BackchannelRequest.MAX_EXPIRES_IN))
                .doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BackchannelRequest(ALICE, null, BackchannelRequest.MAX_EXPIRES_IN.plus(SECOND)));
        assertThatIllegalArgumentException().isThrownBy(() -> new BackchannelRequest(ALICE, null, Duration.ZERO));
    }

    @Test
    void aStoredRequestHasItsTimeAndIsRefusedWithoutIt() {
        LoginRequest request = SampleLogin.REQUEST.backchannel(ALICE, null).createdAt(SampleLogin.CREATED_AT);
        String stored = Json.write(
                Created.create(SampleLogin.ID, request, SampleLogin.frameKey()).next());
        String timeless = stored.replaceAll(",\"expires_?[iI]n\":[^,}]+", "");

        assertThat(backchannel(stored)).isEqualTo(request.backchannel());
        assertThat(timeless).isNotEqualTo(stored);
        assertThatExceptionOfType(MalformedJsonException.class).isThrownBy(() -> backchannel(timeless));
    }

    private static BackchannelRequest backchannel(String stored) {
        return Objects.requireNonNull(Json.readChallenge(stored).loginRequest().backchannel());
    }
}
