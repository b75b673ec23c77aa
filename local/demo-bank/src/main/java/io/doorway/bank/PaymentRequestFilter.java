package io.doorway.bank;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.QueryStringEncoder;
import io.quarkus.arc.Unremovable;
import io.quarkus.oidc.common.OidcEndpoint;
import io.quarkus.oidc.common.OidcRequestContextProperties;
import io.quarkus.oidc.common.OidcRequestFilter;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.mutiny.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Adds a payment to the authorization request that the bank pushes (RFC 9126): the required assurance and its maximum age (RFC 9470 section
 * 4), and amount and payee as {@code authorization_details} (RFC 9396). The request does not pass through the browser, which could change it.
 */
@Unremovable
@Singleton
@OidcEndpoint(OidcEndpoint.Type.PUSHED_AUTHORIZATION_REQUEST)
class PaymentRequestFilter implements OidcRequestFilter {
    private static final Pattern CONFIRM = Pattern.compile("/payments/([^/]+)/confirm");

    private final Payments payments;
    private final CurrentVertxRequest request;

    PaymentRequestFilter(Payments payments, CurrentVertxRequest request) {
        this.payments = payments;
        this.request = request;
    }

    @Override
    public void filter(OidcRequestContext pushed) {
        Matcher path = CONFIRM.matcher(request.getCurrent().normalizedPath());
        if (path.matches()) {
            payments.find(path.group(1)).ifPresent(payment -> addPayment(pushed, payment));
        }
    }

    private static void addPayment(OidcRequestContext pushed, Payment payment) {
        Map<String, List<String>> parameters =
                new QueryStringDecoder(pushed.requestBody().toString(), false).parameters();
        parameters.getOrDefault("nonce", List.of()).forEach(payment::bindToRequest);
        QueryStringEncoder form = new QueryStringEncoder("");
        parameters.forEach((name, values) -> values.forEach(value -> form.addParam(name, value)));
        form.addParam("acr_values", StepUp.ACR);
        form.addParam("max_age", Long.toString(StepUp.MAX_AGE));
        form.addParam("authorization_details", payment.authorizationDetails().toString());
        pushed.contextProperties()
                .put(
                        OidcRequestContextProperties.REQUEST_BODY,
                        Buffer.buffer(form.toString().substring(1)));
    }
}
