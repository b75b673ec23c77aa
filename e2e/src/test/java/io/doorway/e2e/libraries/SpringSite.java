package io.doorway.e2e.libraries;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientProviderBuilder;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import website.SpringWebsite;

/** Serves {@code docs/examples/website/SpringWebsite.java}, with the settings of the file in the first argument. */
final class SpringSite {

    private SpringSite() {}

    public static void main(String[] arguments) {
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        new SpringApplicationBuilder(SpringWebsite.class, Pages.class)
                .properties(
                        "spring.config.location=file:" + arguments[0],
                        "spring.main.banner-mode=off",
                        "server.address=127.0.0.1",
                        "server.port=" + URI.create(System.getenv("SITE")).getPort())
                .run();
    }

    @RestController
    static class Pages {

        /** The manager that Spring configures renews a token a minute before it expires; this one does so at once. */
        private final DefaultOAuth2AuthorizedClientManager tokens;

        Pages(ClientRegistrationRepository clients, OAuth2AuthorizedClientRepository authorizedClients) {
            tokens = new DefaultOAuth2AuthorizedClientManager(clients, authorizedClients);
            tokens.setAuthorizedClientProvider(OAuth2AuthorizedClientProviderBuilder.builder()
                    .refreshToken(refresh -> refresh.clockSkew(Duration.ofHours(1)))
                    .build());
        }

        @GetMapping("/")
        String home(@AuthenticationPrincipal @Nullable OidcUser person) {
            return person == null
                    ? "not logged in"
                    : "logged in: " + person.getUserInfo().getFullName();
        }

        @GetMapping("/refresh")
        String refresh(
                Authentication login,
                @AuthenticationPrincipal OidcUser person,
                HttpServletRequest request,
                HttpServletResponse response) {
            tokens.authorize(OAuth2AuthorizeRequest.withClientRegistrationId("doorway")
                    .principal(login)
                    .attribute(HttpServletRequest.class.getName(), request)
                    .attribute(HttpServletResponse.class.getName(), response)
                    .build());
            return home(person);
        }

        /** What the form of the logout button contains. */
        @GetMapping("/csrf")
        String csrf(CsrfToken token) {
            return token.getParameterName() + "=" + token.getToken();
        }
    }
}
