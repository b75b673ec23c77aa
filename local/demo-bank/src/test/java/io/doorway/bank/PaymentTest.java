package io.doorway.bank;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import java.math.BigDecimal;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentTest {
    private final Payment payment = new Payment("payment-1", "ada", "Harbour Rail", new BigDecimal("89.00"));

    @Test
    void theIdTokenOfTheBoundRequestApprovesThePayment() {
        payment.bindToRequest("nonce-1");

        assertThat(payment.approve(idToken("ada", "nonce-1", StepUp.ACR, 2))).isTrue();
        assertThat(payment.paid()).isTrue();
        assertThat(payment.description()).isEqualTo("Pay €89.00 to Harbour Rail");
    }

    @Test
    void anIdTokenWithAnotherNonceDoesNotApprove() {
        payment.bindToRequest("nonce-1");

        assertThat(payment.approve(idToken("ada", "nonce-2", StepUp.ACR, 2))).isFalse();
        assertThat(payment.paid()).isFalse();
    }

    @Test
    void anIdTokenFromBeforeTheRequestDoesNotApprove() {
        assertThat(payment.approve(idToken("ada", "nonce-1", StepUp.ACR, 2))).isFalse();
        assertThat(payment.paid()).isFalse();
    }

    @Test
    void anIdTokenOfAnotherSubjectDoesNotApprove() {
        payment.bindToRequest("nonce-1");

        assertThat(payment.approve(idToken("grace", "nonce-1", StepUp.ACR, 2))).isFalse();
        assertThat(payment.paid()).isFalse();
    }

    @Test
    void anAcrBelowPasskeyDoesNotApprove() {
        payment.bindToRequest("nonce-1");

        assertThat(payment.approve(idToken("ada", "nonce-1", "urn:doorway:acr:qr", 2)))
                .isFalse();
        assertThat(payment.paid()).isFalse();
    }

    @Test
    void anAuthenticationOlderThanMaxAgeDoesNotApprove() {
        payment.bindToRequest("nonce-1");

        assertThat(payment.approve(idToken("ada", "nonce-1", StepUp.ACR, StepUp.MAX_AGE + 1)))
                .isFalse();
        assertThat(payment.paid()).isFalse();
    }

    @Test
    void aValidAmountIsParsed() {
        assertThat(Payment.parseAmount(" 89.5 ")).contains(new BigDecimal("89.50"));
        assertThat(Payment.parseAmount("10000")).contains(new BigDecimal("10000.00"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "10000.01", "0.001", "1e9", "1,000", "ten", "1E-999999999"})
    void anInvalidAmountIsRejected(String typed) {
        assertThat(Payment.parseAmount(typed)).isEmpty();
    }

    private static JsonWebToken idToken(String subject, String nonce, String acr, long age) {
        JwtClaims claims = new JwtClaims();
        claims.setSubject(subject);
        claims.setClaim("nonce", nonce);
        claims.setClaim("acr", acr);
        claims.setClaim("iat", 1_800_000_000L);
        claims.setClaim("auth_time", 1_800_000_000L - age);
        return new DefaultJWTCallerPrincipal(claims);
    }
}
