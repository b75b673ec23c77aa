package io.doorway.session.login.page;

import io.doorway.web.config.Issuer;
import io.doorway.web.hardening.PageContentPolicy;
import io.doorway.web.hardening.PagePolicy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The content security policy of the pages. */
@Singleton
class LoginPagePolicy {

    /** Of a response whose policy depends on the request. */
    static final String HEADER = "Content-Security-Policy";

    private static final Set<String> WEB = Set.of("https", "http");

    private static final String PATHS = "/|/oauth2/authorize|/oauth2/logged-out|/login/[^/]+/return";

    /** The form is posted to a registered redirect URI, whose answer may be a redirect to any address, to which the directive applies too. */
    @Produces
    @Singleton
    PagePolicy formPost() {
        return PagePolicy.at("/oauth2/form-post", withFormTo(null));
    }

    /** After the form, the browser is redirected to the relying party, to which the directive applies too. */
    @Produces
    @Singleton
    PagePolicy logout() {
        return PagePolicy.at("/oauth2/logout(/confirmed|/declined)?", withFormTo(null));
    }

    /**
     * The policy of a page whose form leads to an address of a relying party.
     *
     * @param address that of a program on the person's device has a scheme of its own (RFC 8252 section 7.1); null if there is none
     */
    static PageContentPolicy withFormTo(@Nullable URI address) {
        String program = address == null || WEB.contains(address.getScheme()) ? "" : " " + address.getScheme() + ":";
        return PageContentPolicy.page().withForms("https: http:" + program);
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
