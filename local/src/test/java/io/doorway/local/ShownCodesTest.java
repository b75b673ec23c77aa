package io.doorway.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.protocol.challenge.Challenge.Created;
import io.doorway.testkit.login.SampleLogin;
import org.junit.jupiter.api.Test;

/** The phone of the command line scans what a login page shows. */
class ShownCodesTest {

    @Test
    void aLoginPageShowsItsCodeUntilTheDeadline() {
        Created login = SampleLogin.created();

        assertThat(ShownCodes.isShown(login, login.deadline().minusMillis(1))).isTrue();
        assertThat(ShownCodes.isShown(login, login.deadline())).isFalse();
    }

    @Test
    void aRequestWithoutABrowserIsNotShown() {
        Created request = Created.create(
                        SampleLogin.ID,
                        SampleLogin.REQUEST
                                .backchannel(SampleLogin.scan().account(), null)
                                .createdAt(SampleLogin.CREATED_AT),
                        SampleLogin.frameKey())
                .next();

        assertThat(ShownCodes.isShown(request, SampleLogin.CREATED_AT)).isFalse();
    }
}
