package io.doorway.bank;

import io.quarkus.oidc.IdToken;
import io.quarkus.oidc.OidcSession;
import io.quarkus.oidc.Tenant;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.quarkus.security.AuthenticationFailedException;
import io.smallrye.mutiny.Uni;
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
 * Pays bills. Each payment requires an approval with a passkey: {@code confirm} starts an authorization request for it. {@link StepUp}
 * defines the required authentication, and {@link PaymentRequestFilter} adds it to the request.
 */
@Path("/payments")
@Authenticated
@Produces(MediaType.TEXT_HTML)
class PaymentResource {
    /** The OpenID Connect client of approvals in {@code application.properties}, beside that of logins. */
    private static final String APPROVAL = "payment";

    private static final List<String> PAYEES = List.of("Harbour Rail", "City Water", "Lighthouse Insurance");

    @Inject
    @IdToken
    JsonWebToken idToken;

    @Inject
    OidcSession session;

    @Inject
    Payments payments;

    @GET
    public Response form() {
        return page(200, BankPages.pay(PAYEES, false));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response enter(@FormParam("payee") @Nullable String payee, @FormParam("amount") @Nullable String amount) {
        Optional<BigDecimal> euros = Payment.parseAmount(amount == null ? "" : amount);
        if (payee == null || !PAYEES.contains(payee) || euros.isEmpty()) {
            return page(400, BankPages.pay(PAYEES, true));
        }
        Payment payment = payments.add(idToken.getSubject(), payee, euros.get());
        return seeOther(payment);
    }

    /** Shows the payment before the approval, and the receipt after it. */
    @GET
    @Path("{id}")
    public Response show(@PathParam("id") String id) {
        return ownPayment(id)
                .map(payment -> page(200, BankPages.payment(payment)))
                .orElseGet(PaymentResource::notFound);
    }

    /**
     * The redirect URI of an approval. Quarkus has processed the authorization response before this method is called, and returned to the
     * payment.
     */
    @GET
    @Path("approved")
    @Tenant(APPROVAL)
    public Response approved() {
        return Response.seeOther(URI.create("/payments")).build();
    }

    /**
     * Makes the payment if the ID token approves it; otherwise starts an authorization request, which returns here. The ID token is that of
     * the approval, whose session ends here; the customer's session stays.
     */
    @GET
    @Path("{id}/confirm")
    @Tenant(APPROVAL)
    public Uni<Response> confirm(@PathParam("id") String id) {
        Optional<Payment> payment = ownPayment(id);
        if (payment.isPresent() && !payment.get().paid() && !payment.get().approve(idToken)) {
            throw new AuthenticationFailedException("the payment is not approved");
        }
        return session.logout()
                .replaceWith(() -> payment.map(PaymentResource::seeOther).orElseGet(PaymentResource::notFound));
    }

    private Optional<Payment> ownPayment(String id) {
        return payments.find(id).filter(payment -> payment.isOf(idToken));
    }

    private static Response seeOther(Payment payment) {
        return Response.seeOther(URI.create("/payments/" + payment.id())).build();
    }

    private static Response notFound() {
        return page(404, BankPages.refused("No such payment", "Nothing was paid.", "/payments", "Pay a bill"));
    }

    private static Response page(int status, TemplateInstance page) {
        return Response.status(status)
                .entity(page)
                .header("Cache-Control", "no-store")
                .build();
    }
}
