package io.doorway.web.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.web.refusal.Refusals.RequestError;
import org.junit.jupiter.api.Test;

class RequestErrorTest {

    @Test
    void aCodeOrTokenThatADescriptionQuotesIsLeftOut() {
        RequestError error = new RequestError("invalid_grant", "No code: TvS0WbYbGL9UAXQrhecGXQ.BxP_7QFmPV_E1nc6Y1bX");

        assertThat(error.detail()).isEqualTo("No code: .......");
    }

    @Test
    void theNamesOfParametersAndAddressesStay() {
        String text =
                "Push to the pushed_authorization_request_endpoint with token_endpoint_auth_method=private_key_jwt";

        assertThat(new RequestError("invalid_request", text).detail()).isEqualTo(text);
        assertThat(new RequestError("invalid_request", null).detail()).isNull();
    }

    @Test
    void aLongDescriptionIsCut() {
        assertThat(new RequestError("invalid_request", "no ".repeat(1000)).detail())
                .hasSize(500);
    }
}
