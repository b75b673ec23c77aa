package io.doorway.e2e.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.doorway.e2e.support.Doorway;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.Wire;
import io.doorway.testkit.browser.BrowserAnswer;
import io.doorway.testkit.browser.BrowserRefusedException;
import io.doorway.testkit.phone.HeadlessPhone;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A person takes back what was done in their name, through every service. */
class NotMeTest {
    private final Doorway.Person ada = Doorway.person("Ada");
    private final HeadlessPhone phone = ada.headlessPhone();

    @Test
    void aLoginThatIsDisownedIsWorthNothingAnyMore() {
        Shop.Login login = approved(phone);
        String token = accessToken(login.redeem(login.code()));
        assertThat(userInfo(token)).isEqualTo(200);
        awaitListed(login);

        phone.disown(login.challenge()).expect(204);

        assertThat(userInfo(token)).isEqualTo(401);
    }

    @Test
    void aCodeThatWasNotRedeemedYetIsWorthNothingEither() {
        Shop.Login login = approved(phone);
        String code = login.code();
        awaitListed(login);

        phone.disown(login.challenge()).expect(204);

        BrowserAnswer answer = login.redeem(code);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("invalid_grant");
    }

    @Test
    void whatALostPhoneHasApprovedIsNotCompleted() {
        HeadlessPhone lost = ada.headlessPhone();
        Shop.Login login = approved(lost);

        phone.revoke(lost.identity().credentialId());

        assertThatThrownBy(login::code).isInstanceOf(BrowserRefusedException.class);
    }

    private static Shop.Login approved(HeadlessPhone by) {
        Shop.Login login = Shop.PLAIN.begin();
        by.approve(by.scan(login::qr));
        return login;
    }

    private void awaitListed(Shop.Login login) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() ->
                        phone.activity().stream().anyMatch(one -> one.get("id").equals(login.challenge())));
    }

    private static int userInfo(String token) {
        return Wire.get("/oauth2/userinfo", Map.of("Authorization", "Bearer " + token))
                .status();
    }

    private static String accessToken(BrowserAnswer answer) {
        assertThat(answer.status()).isEqualTo(200);
        try {
            return JSONObjectUtils.getString(JSONObjectUtils.parse(answer.body()), "access_token");
        } catch (ParseException e) {
            throw new AssertionError(answer.body(), e);
        }
    }
}
