package io.doorway.bank;

import io.quarkus.oidc.IdToken;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.quarkus.security.AuthenticationFailedException;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * Paying a bill, which takes more than being logged in: {@code confirm} has Doorway ask the customer for a passkey, every time and for
 * this one payment. {@link StepUp} has what that takes, {@link PaymentRedirect} says it to Doorway.
 */
@Path("/payments")
@Authenticated
@Produces(MediaType.TEXT_HTML)
class PaymentResource {
    private static final List<String> PAYEES = List.of("Harbour Rail", "City Water", "Lighthouse Insurance");

    @Inject
    @IdToken
    JsonWebToken idToken;

    @Inject
    Payments payments;

    @GET
    public Response form() {
        return page(200, Pages.pay(PAYEES, false));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response enter(@FormParam("payee") @Nullable String payee, @FormParam("amount") @Nullable String amount) {
        Optional<BigDecimal> euros = Payment.amount(amount == null ? "" : amount);
        if (payee == null || !PAYEES.contains(payee) || euros.isEmpty()) {
            return page(400, Pages.pay(PAYEES, true));
        }
        Payment payment = payments.add(idToken.getSubject(), payee, euros.get());
        return seeOther(payment);
    }

    /** Before it is approved, what will be paid; after that, the receipt. */
    @GET
    @Path("{id}")
    public Response show(@PathParam("id") String id) {
        return own(id).map(payment -> page(200, Pages.payment(payment))).orElseGet(PaymentResource::unknown);
    }

    /** Who has not approved this payment is sent to Doorway for it, and comes back here: a login, or another payment, does not count. */
    @GET
    @Path("{id}/confirm")
    public Response confirm(@PathParam("id") String id) {
        Optional<Payment> payment = own(id);
        if (payment.isEmpty()) {
            return unknown();
        }
        if (!payment.get().paid() && !payment.get().approve(idToken)) {
            throw new AuthenticationFailedException("this payment has not been approved");
        }
        return seeOther(payment.get());
    }

    private Optional<Payment> own(String id) {
        return payments.find(id).filter(payment -> payment.isOf(idToken));
    }

    private static Response seeOther(Payment payment) {
        return Response.seeOther(URI.create("/payments/" + payment.id())).build();
    }

    private static Response unknown() {
        return page(404, Pages.refused("No such payment", "Nothing was paid.", "/payments", "Pay a bill"));
    }

    private static Response page(int status, TemplateInstance page) {
        return Response.status(status)
                .entity(page)
                .header("Cache-Control", "no-store")
                .build();
    }
}
