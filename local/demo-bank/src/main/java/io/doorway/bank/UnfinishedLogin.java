package io.doorway.bank;

import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.AuthenticationCompletionException;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** A login that came back too late, twice, or into another browser. */
class UnfinishedLogin {
    @ServerExceptionMapper
    RestResponse<TemplateInstance> page(AuthenticationCompletionException failed) {
        return RestResponse.status(
                RestResponse.Status.UNAUTHORIZED,
                Pages.refused(
                        "This login did not finish",
                        "It took too long, or its page was opened twice.",
                        "/login",
                        "Try again"));
    }
}
