package io.doorway.bank;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.quarkus.arc.Unremovable;
import io.quarkus.oidc.OidcRedirectFilter;
import io.quarkus.oidc.Redirect;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Adds to the authorization request what a payment needs: the assurance and how fresh it has to be (RFC 9470 section 4), and the
 * action with its message, which Doorway shows on the phone and has signed there.
 */
@Unremovable
@ApplicationScoped
@Redirect(Redirect.Location.OIDC_AUTHORIZATION)
class PaymentRedirect implements OidcRedirectFilter {
    private static final Pattern CONFIRM = Pattern.compile("/payments/([^/]+)/confirm");

    private final Payments payments;

    PaymentRedirect(Payments payments) {
        this.payments = payments;
    }

    @Override
    public void filter(OidcRedirectContext redirect) {
        Matcher path = CONFIRM.matcher(redirect.routingContext().normalizedPath());
        if (path.matches()) {
            payments.find(path.group(1)).ifPresent(payment -> ask(redirect, payment));
        }
    }

    private static void ask(OidcRedirectContext redirect, Payment payment) {
        List<String> nonce =
                new QueryStringDecoder(redirect.redirectUri()).parameters().getOrDefault("nonce", List.of());
        nonce.forEach(payment::isShownBy);
        redirect.additionalQueryParams()
                .add("acr_values", StepUp.ACR)
                .add("max_age", Long.toString(StepUp.MAX_AGE))
                .add("action", "payment")
                .add("action_message", payment.inWords());
    }
}
