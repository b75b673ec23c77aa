package io.doorway.bank;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * A payment that a customer has entered. It is made once Doorway says that this customer approved <em>this</em> payment, with a
 * passkey: the ID token answers the very authorization request, known by its {@code nonce}, whose message showed amount and payee.
 */
final class Payment {
    private static final BigDecimal MOST = new BigDecimal("10000.00");

    private final String id;
    private final String customer;
    private final String payee;
    private final BigDecimal amount;
    private final AtomicReference<@Nullable String> shownBy = new AtomicReference<>();
    private volatile @Nullable Customer approver;

    /** @param customer the subject of the customer's ID token */
    Payment(String id, String customer, String payee, BigDecimal amount) {
        this.id = id;
        this.customer = customer;
        this.payee = payee;
        this.amount = amount;
    }

    /** What was typed, if the bank can pay it. */
    static Optional<BigDecimal> amount(String typed) {
        try {
            BigDecimal amount = new BigDecimal(typed.strip()).setScale(2, RoundingMode.UNNECESSARY);
            return amount.signum() > 0 && amount.compareTo(MOST) <= 0 ? Optional.of(amount) : Optional.empty();
        } catch (ArithmeticException | NumberFormatException notMoney) {
            return Optional.empty();
        }
    }

    public String id() {
        return id;
    }

    /** In words, for the page and for the phone. */
    String inWords() {
        return "Pay " + amountInWords() + " to " + payee;
    }

    public String payee() {
        return payee;
    }

    public String amountInWords() {
        return BankAccount.euros(amount);
    }

    boolean isOf(JsonWebToken idToken) {
        return customer.equals(idToken.getSubject());
    }

    /** From now on only the answer to this authorization request approves it. */
    void isShownBy(String nonce) {
        shownBy.set(nonce);
    }

    /** Makes the payment if the customer approved it; it is made once, however often the answer comes. */
    boolean approve(JsonWebToken idToken) {
        String nonce = idToken.getClaim("nonce");
        boolean answersIt = nonce != null && nonce.equals(shownBy.get());
        if (!isOf(idToken) || !answersIt || !StepUp.holds(idToken)) {
            return false;
        }
        approver = Customer.of(idToken);
        return true;
    }

    public boolean paid() {
        return approver != null;
    }

    /** How the customer approved it, once they have. */
    public @Nullable Customer approver() {
        return approver;
    }
}
