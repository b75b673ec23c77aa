package io.doorway.session.login.page;

import io.doorway.protocol.vocabulary.ChallengeId;
import io.doorway.web.config.Issuer;
import io.doorway.web.problem.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.runtime.Startup;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Renders the pages as responses that are not cached. */
@Startup
@Singleton
public class Pages {

    private static final MediaType HTML = new MediaType("text", "html", "utf-8");

    private final Issuer issuer;
    private final Assets assets;
    private final Languages languages;
    private final LoginPageConfig config;
    private final InstantSource clock;

    Pages(Issuer issuer, Assets assets, Languages languages, LoginPageConfig config, InstantSource clock) {
        this.issuer = issuer;
        this.assets = assets;
        this.languages = languages;
        this.config = config;
        this.clock = clock;
        config.localPhone().ifPresent(Pages::requirePath);
    }

    static void requirePath(String localPhone) {
        if (!localPhone.startsWith("/") || localPhone.startsWith("//")) {
            throw new IllegalArgumentException("doorway.page.local-phone: " + localPhone + " (expected: a path)");
        }
    }

    /** Configuration of the login page. */
    @ConfigMapping(prefix = "doorway.page")
    public interface LoginPageConfig {

        /** How long a login page replaces expired QR codes by itself. After that a person clicks. */
        @WithDefault("PT180S")
        Duration renewFor();

        /**
         * For trying Doorway on one machine, never for production: the path at which a browser gets an invitation to be the phone. With
         * it, the login page has a link that opens the phone app in a second window.
         */
        Optional<String> localPhone();
    }

    /** The templates, checked at build time. They escape every value except {@code data}, which {@link ScriptData} has escaped. */
    @CheckedTemplate(basePath = "page")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance login(
                LoginView view,
                URI backUri,
                String issuer,
                String data,
                String assets,
                boolean localPhone,
                Messages messages,
                List<Messages> languages);

        static native TemplateInstance back(String data, String assets, Messages messages, List<Messages> languages);

        static native TemplateInstance error(
                int status,
                Object title,
                Object detail,
                @Nullable Object hint,
                @Nullable Website website,
                ErrorDetails details,
                String assets,
                Messages messages,
                List<Messages> languages);

        static native TemplateInstance post(
                URI address,
                Map<String, List<String>> parameters,
                String assets,
                Messages messages,
                List<Messages> languages);

        static native TemplateInstance logout(
                Map<String, List<String>> parameters, String assets, Messages messages, List<Messages> languages);

        static native TemplateInstance stillLoggedIn(String assets, Messages messages, List<Messages> languages);

        static native TemplateInstance loggedOut(String assets, Messages messages, List<Messages> languages);

        static native TemplateInstance silent(
                String data, URI otherwise, String assets, Messages messages, List<Messages> languages);

        static native TemplateInstance device(
                String token, boolean unknown, String assets, Messages messages, List<Messages> languages);

        static native TemplateInstance deviceDone(
                boolean approved, String assets, Messages messages, List<Messages> languages);

        static native TemplateInstance front(String assets, Messages messages, List<Messages> languages);
    }

    /** The data block of the return page. */
    record ReturnData(String id, String issuer, Instant serverTime) {}

    /** The page that shows the QR code and waits for the approval. The caller adds the binding cookie. */
    public Response login(LoginView view, LanguageHints hints) {
        Messages messages = languages.choose(hints.withUiLocales(view.uiLocales()));
        String data = ScriptData.write(view.data(issuer, config, clock.instant()));
        return page(
                200,
                messages,
                Templates.login(
                        view,
                        view.cancelUri(),
                        issuer.toString(),
                        data,
                        assets.path(),
                        config.localPhone().isPresent(),
                        messages,
                        languages.all()));
    }

    /** The page that the phone app opens in the browser of the same device, with the return nonce in the fragment. */
    Response returnTo(ChallengeId id, LanguageHints hints) {
        Messages messages = languages.choose(hints);
        String data = ScriptData.write(new ReturnData(id.value(), issuer.toString(), clock.instant()));
        return page(200, messages, Templates.back(data, assets.path(), messages, languages.all()));
    }

    /** The page that posts a form to the website, by itself if it may run its script. */
    public Response post(URI address, Map<String, List<String>> parameters, LanguageHints hints) {
        Messages messages = languages.choose(hints);
        return page(200, messages, Templates.post(address, parameters, assets.path(), messages, languages.all()));
    }

    /**
     * The content of the page for {@code prompt=none}.
     *
     * @param ticketJwt the login ticket, with which the page asks for a login by the session
     * @param otherwise the redirect URI with the error, if there is no such session
     * @param uiLocales {@code ui_locales} of the authorization request, unverified, or null
     */
    public record SilentView(
            String ticketJwt, URI otherwise, @Nullable String uiLocales) {}

    /** The data block of the page for {@code prompt=none}. */
    record SilentData(String ticket, URI otherwise, Instant serverTime) {}

    /** The page that proves the browser's key and leads back to the website, whatever the answer is. */
    public Response silent(SilentView view, LanguageHints hints) {
        Messages messages = languages.choose(hints.withUiLocales(view.uiLocales()));
        String data = ScriptData.write(new SilentData(view.ticketJwt(), view.otherwise(), clock.instant()));
        return page(200, messages, Templates.silent(data, view.otherwise(), assets.path(), messages, languages.all()));
    }

    /**
     * The page that asks whether to log out.
     *
     * @param parameters those of the request, for the form
     * @param redirectTo where the form leads in the end, or null
     */
    public Response logout(Map<String, List<String>> parameters, @Nullable URI redirectTo, LanguageHints hints) {
        Messages messages = languages.choose(hints);
        return Response.fromResponse(
                        page(200, messages, Templates.logout(parameters, assets.path(), messages, languages.all())))
                .header(LoginPagePolicy.HEADER, LoginPagePolicy.withFormTo(redirectTo))
                .build();
    }

    /** The page after the person decided against a logout. */
    public Response stillLoggedIn(LanguageHints hints) {
        Messages messages = languages.choose(hints);
        return page(200, messages, Templates.stillLoggedIn(assets.path(), messages, languages.all()));
    }

    /** The page after a logout. */
    public Response loggedOut(LanguageHints hints) {
        Messages messages = languages.choose(hints);
        return page(200, messages, Templates.loggedOut(assets.path(), messages, languages.all()));
    }

    /**
     * The page for the code that a device shows.
     *
     * @param token of the form, which only a page of this browser has
     * @param unknown whether the person typed a code that is not valid
     */
    public Response device(String token, boolean unknown, LanguageHints hints) {
        Messages messages = languages.choose(hints);
        return page(
                unknown ? 400 : 200,
                messages,
                Templates.device(token, unknown, assets.path(), messages, languages.all()));
    }

    /** The page after a login for a device: the person goes on there. */
    public Response deviceDone(boolean approved, LanguageHints hints) {
        Messages messages = languages.choose(hints);
        return page(200, messages, Templates.deviceDone(approved, assets.path(), messages, languages.all()));
    }

    /** The page at the address of the issuer. */
    Response front(LanguageHints hints) {
        Messages messages = languages.choose(hints);
        return page(200, messages, Templates.front(assets.path(), messages, languages.all()));
    }

    /** A problem as a page, in the words of the message file if it has them. */
    public Response error(Problem problem, LanguageHints hints) {
        Messages messages = languages.choose(hints);
        String key = "error." + problem.name();
        boolean translated = messages.has(key);
        Response page = error(
                problem.status(),
                translated ? messages.get(key + ".heading") : problem.title(),
                translated ? messages.get(key) : problem.detail(),
                messages.errorHint(problem.name()),
                null,
                ErrorDetails.NONE,
                messages);
        return problem.retryAfter() == 0
                ? page
                : Response.fromResponse(page)
                        .header(HttpHeaders.RETRY_AFTER, problem.retryAfter())
                        .build();
    }

    /**
     * The website that a page leads back to.
     *
     * @param uri its registered home page
     */
    public record Website(String name, URI uri) {}

    /**
     * What an error page says for the operator and the developer of the website.
     *
     * @param reference the request in the operator's log and audit, or null
     * @param cause what is wrong, which only the local platform shows, or null
     */
    public record ErrorDetails(
            @Nullable String reference, @Nullable String cause) {
        static final ErrorDetails NONE = new ErrorDetails(null, null);
    }

    /**
     * An error that has its own texts.
     *
     * @param error its name in the message file: {@code error.<name>.heading}, {@code error.<name>} and perhaps {@code error.<name>.hint}
     * @param website where the person can start again, or null
     */
    public Response error(
            int status, String error, @Nullable Website website, ErrorDetails details, LanguageHints hints) {
        ErrorDetails shown = config.localPhone().isPresent() ? details : new ErrorDetails(details.reference(), null);
        Messages messages = languages.choose(hints);
        return error(status, error, messages.errorHint(error), website, shown, messages);
    }

    /** The page for a request whose login is complete: it cannot be used again, and nothing is wrong. */
    public Response completed(Website website, LanguageHints hints) {
        return error(400, "request-completed", null, website, ErrorDetails.NONE, languages.choose(hints));
    }

    private Response error(
            int status,
            String error,
            @Nullable Object hint,
            @Nullable Website website,
            ErrorDetails details,
            Messages messages) {
        return error(
                status,
                messages.get("error." + error + ".heading"),
                messages.get("error." + error),
                hint,
                website,
                details,
                messages);
    }

    private Response error(
            int status,
            Object title,
            Object detail,
            @Nullable Object hint,
            @Nullable Website website,
            ErrorDetails details,
            Messages messages) {
        return page(
                status,
                messages,
                Templates.error(
                        status, title, detail, hint, website, details, assets.path(), messages, languages.all()));
    }

    private static Response page(int status, Messages messages, TemplateInstance template) {
        return Response.status(status)
                .type(HTML)
                .entity(template.render())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.CONTENT_LANGUAGE, messages.language())
                .header(HttpHeaders.VARY, "Accept-Language, Cookie")
                .build();
    }
}
