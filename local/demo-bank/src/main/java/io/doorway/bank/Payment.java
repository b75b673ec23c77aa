package io.doorway.bank;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * A payment that a customer has entered. It is made when the customer has approved exactly it with a passkey: the ID token's {@code
 * authorization_details} are amount and payee as the customer's phone showed and signed them.
 *
 * <p>The {@code nonce} of the request is compared too, so that one approval does not pay two equal payments. It would not be enough by
 * itself: it shows which request was answered, and not what that request contained when Doorway got it.
 */
final class Payment {
    private static final BigDecimal MAX_AMOUNT = new BigDecimal("10000.00");

    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,9}([.,][0-9]{1,2})?");

    private static final String ACTION = "payment";

    private final String id;
    private final String customer;
    private final String payee;
    private final BigDecimal amount;
    private final AtomicReference<@Nullable String> requestNonce = new AtomicReference<>();
    private volatile @Nullable Customer approver;

    /**
     * A payment without an approval.
     *
     * @param customer the subject of the customer's ID token
     */
    Payment(String id, String customer, String payee, BigDecimal amount) {
        this.id = id;
        this.customer = customer;
        this.payee = payee;
        this.amount = amount;
    }

    /**
     * Parses an amount of money with a decimal point or comma; empty if it is malformed or outside the limits. Three digits after either are
     * refused, because in some languages they are thousands.
     */
    static Optional<BigDecimal> parseAmount(String text) {
        String typed = text.strip();
        if (!AMOUNT.matcher(typed).matches()) {
            return Optional.empty();
        }
        BigDecimal amount = new BigDecimal(typed.replace(',', '.')).setScale(2, RoundingMode.UNNECESSARY);
        return amount.signum() > 0 && amount.compareTo(MAX_AMOUNT) <= 0 ? Optional.of(amount) : Optional.empty();
    }

    public String id() {
        return id;
    }

    /** The description for the page and for the phone. */
    String description() {
        return "Pay " + formattedAmount() + " to " + payee;
    }

    public String payee() {
        return payee;
    }

    public String formattedAmount() {
        return BankAccount.euros(amount);
    }

    /** Whether the customer of this ID token entered the payment. */
    boolean isOf(JsonWebToken idToken) {
        return customer.equals(idToken.getSubject());
    }

    /** Binds the approval to an authorization request: no other response approves the payment. */
    void bindToRequest(String nonce) {
        requestNonce.set(nonce);
    }

    /** What the customer has to approve (RFC 9396): the value of {@code authorization_details}. */
    JsonArray authorizationDetails() {
        return Json.createArrayBuilder()
                .add(Json.createObjectBuilder()
                        .add("type", ACTION)
                        .add("amount", amount.toPlainString())
                        .add("currency", "EUR")
                        .add("payee", payee))
                .build();
    }

    /** Whether the ID token states that the customer signed this payment. */
    private boolean isWhatWasSigned(JsonWebToken idToken) {
        return ACTION.equals(idToken.getClaim("doorway_action"))
                && idToken.getClaim("doorway_transcript_hash") != null
                && authorizationDetails().equals(idToken.getClaim("authorization_details"));
    }

    /** Makes the payment if the ID token approves it. Repeated calls make it once. */
    boolean approve(JsonWebToken idToken) {
        String nonce = idToken.getClaim("nonce");
        boolean sameRequest = nonce != null && nonce.equals(requestNonce.get());
        if (!isOf(idToken) || !sameRequest || !isWhatWasSigned(idToken) || !StepUp.isSatisfiedBy(idToken)) {
            return false;
        }
        approver = Customer.of(idToken);
        return true;
    }

    public boolean paid() {
        return approver != null;
    }

    /** The customer's authentication for the payment; null before the approval. */
    public @Nullable Customer approver() {
        return approver;
    }
}
