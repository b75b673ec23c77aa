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
 * Adds the parameters of a payment to the authorization request: the required assurance and its maximum age (RFC 9470 section 4), and the
 * action with its message, which the phone shows and signs.
 */
@Unremovable
@ApplicationScoped
@Redirect(Redirect.Location.OIDC_AUTHORIZATION)
class PaymentRedirectFilter implements OidcRedirectFilter {
    private static final Pattern CONFIRM = Pattern.compile("/payments/([^/]+)/confirm");

    private final Payments payments;

    PaymentRedirectFilter(Payments payments) {
        this.payments = payments;
    }

    @Override
    public void filter(OidcRedirectContext redirect) {
        Matcher path = CONFIRM.matcher(redirect.routingContext().normalizedPath());
        if (path.matches()) {
            payments.find(path.group(1)).ifPresent(payment -> addParameters(redirect, payment));
        }
    }

    private static void addParameters(OidcRedirectContext redirect, Payment payment) {
        List<String> nonce =
                new QueryStringDecoder(redirect.redirectUri()).parameters().getOrDefault("nonce", List.of());
        nonce.forEach(payment::bindToRequest);
        redirect.additionalQueryParams()
                .add("acr_values", StepUp.ACR)
                .add("max_age", Long.toString(StepUp.MAX_AGE))
                .add("action", "payment")
                .add("action_message", payment.description());
    }
}
