package io.doorway.e2e.login;

import static io.doorway.e2e.support.Refusals.assertRefusedToBrowser;
import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.clients.browser.BrowserResponse;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.e2e.support.IssuerHttp;
import io.doorway.e2e.support.Shop;
import io.doorway.e2e.support.TestPlatform;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A person disowns a login that was not theirs; its code and tokens are revoked. */
class DisownedLoginTest {
    private final TestPlatform.Person ada = TestPlatform.person("Ada");
    private final HeadlessPhone phone = ada.headlessPhone();

    @Test
    void disowningALoginRevokesItsAccessToken() {
        Shop.Login login = approved(phone);
        String token = login.accessToken();
        assertThat(IssuerHttp.userInfo(token).status()).isEqualTo(200);
        awaitListed(login);

        phone.disown(login.challenge()).expect(204);

        assertThat(IssuerHttp.userInfo(token).status()).isEqualTo(401);
    }

    @Test
    void disowningALoginRevokesItsUnredeemedCode() {
        Shop.Login login = approved(phone);
        String code = login.code();
        awaitListed(login);

        phone.disown(login.challenge()).expect(204);

        BrowserResponse answer = login.redeem(code);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("invalid_grant");
    }

    @Test
    void anApprovalOfARevokedPhoneIsNotCompleted() {
        HeadlessPhone revoked = ada.headlessPhone();
        Shop.Login login = approved(revoked);

        phone.revoke(revoked.identity().credentialId());

        assertRefusedToBrowser(login::code);
    }

    private static Shop.Login approved(HeadlessPhone approver) {
        Shop.Login login = Shop.PLAIN.begin();
        approver.approve(approver.scan(login::qr));
        return login;
    }

    private void awaitListed(Shop.Login login) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> phone.activity().stream()
                        .anyMatch(entry -> entry.get("id").equals(login.challenge())));
    }
}
