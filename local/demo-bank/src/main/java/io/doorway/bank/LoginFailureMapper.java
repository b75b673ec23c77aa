package io.doorway.bank;

import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.AuthenticationCompletionException;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The page for an authorization response that is late, is repeated or belongs to another browser. */
class LoginFailureMapper {
    @ServerExceptionMapper
    RestResponse<TemplateInstance> page(AuthenticationCompletionException failure) {
        return RestResponse.status(
                RestResponse.Status.UNAUTHORIZED,
                BankPages.refused(
                        "This login did not finish",
                        "It took too long, or its page was opened twice.",
                        "/login",
                        "Try again"));
    }
}
