package io.doorway.session.login.page;

import io.doorway.web.config.Issuer;
import io.doorway.web.hardening.PageContentPolicy;
import io.doorway.web.hardening.PagePolicy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The content security policy of the pages. */
@ApplicationScoped
class LoginPagePolicy {

    private static final String PATHS = "/|/oauth2/authorize|/oauth2/logged-out|/login/[^/]+/return";

    /** The form is posted to a registered redirect URI, whose answer may be a redirect to any address, to which the directive applies too. */
    @Produces
    @Singleton
    PagePolicy formPost() {
        return PagePolicy.at("/oauth2/form-post", PageContentPolicy.page().withForms("https: http:"));
    }

    /** After the form, the browser is redirected to the relying party, to which the directive applies too. */
    @Produces
    @Singleton
    PagePolicy logout() {
        return PagePolicy.at(
                "/oauth2/logout(/confirmed|/declined)?",
                PageContentPolicy.page().withForms("https: http:"));
    }

    /** The form with the code of a device is posted to the page itself, which redirects to the login page. */
    @Produces
    @Singleton
    PagePolicy deviceForm() {
        return PagePolicy.at(
                "/oauth2/device(/response)?", PageContentPolicy.page().withForms("'self'"));
    }

    /** QR frames are images with {@code data:} addresses. Safari requires the address of the WebSocket in {@code connect-src}. */
    @Produces
    @Singleton
    PagePolicy policy(Issuer issuer) {
        String socket = issuer.toString().replaceFirst("^http", "ws");
        return PagePolicy.at(
                PATHS,
                PageContentPolicy.page().with("img-src", "'self' data:").with("connect-src", "'self' " + socket));
    }
}
