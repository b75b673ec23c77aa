package io.doorway.bank;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jose4j.jwt.JwtClaims;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentTest {
    private static final long ISSUED_AT = 1_800_000_000L;
    private static final Map<String, Object> SIGNED =
            Map.of("type", "payment", "amount", "89.00", "currency", "EUR", "payee", "Harbour Rail");

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
        assertThat(Payment.parseAmount("89,50")).contains(new BigDecimal("89.50"));
        assertThat(Payment.parseAmount("10000")).contains(new BigDecimal("10000.00"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "0", "-1", "10000.01", "0.001", "1e9", "1,000", "1.000", "1.000,00", "ten", "1E-999999999"})
    void anInvalidAmountIsRejected(String typed) {
        assertThat(Payment.parseAmount(typed)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "amount, 4.20",
        "amount, 89",
        "amount, 89.000",
        "currency, USD",
        "payee, City Water",
        "payee, harbour rail",
        "type, add-payee",
        "payee_account, DE89370400440532013000"
    })
    void anotherPaymentThanTheSignedOneIsNotMade(String field, String value) {
        payment.bindToRequest("nonce-1");
        Map<String, Object> signed = new HashMap<>(SIGNED);
        signed.put(field, value);

        assertThat(payment.approve(idToken(Map.of("authorization_details", List.of(signed)))))
                .isFalse();
        assertThat(payment.paid()).isFalse();
    }

    @Test
    void anIdTokenWithoutWhatWasSignedDoesNotApprove() {
        payment.bindToRequest("nonce-1");

        for (String claim : List.of("authorization_details", "doorway_action", "doorway_transcript_hash")) {
            assertThat(payment.approve(idToken(Collections.singletonMap(claim, null))))
                    .as(claim)
                    .isFalse();
        }
        assertThat(payment.approve(idToken(Map.of("doorway_action", "login")))).isFalse();
        assertThat(payment.approve(idToken(Map.of("authorization_details", List.of(SIGNED, SIGNED)))))
                .isFalse();
        assertThat(payment.paid()).isFalse();
    }

    private static JsonWebToken idToken(String subject, String nonce, String acr, long age) {
        return idToken(Map.of("sub", subject, "nonce", nonce, "acr", acr, "auth_time", ISSUED_AT - age));
    }

    /** The ID token of an approved payment with other claims; null removes a claim. */
    private static JsonWebToken idToken(Map<String, @Nullable Object> others) {
        JwtClaims claims = new JwtClaims();
        claims.setSubject("ada");
        claims.setClaim("nonce", "nonce-1");
        claims.setClaim("acr", StepUp.ACR);
        claims.setClaim("iat", ISSUED_AT);
        claims.setClaim("auth_time", ISSUED_AT - 2);
        claims.setClaim("doorway_action", "payment");
        claims.setClaim("doorway_transcript_hash", "hash");
        claims.setClaim("authorization_details", List.of(SIGNED));
        others.forEach(claims::setClaim);
        return new DefaultJWTCallerPrincipal(claims);
    }
}
