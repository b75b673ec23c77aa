package io.doorway.web.hardening;

import static org.assertj.core.api.Assertions.assertThat;

import io.doorway.web.config.Issuer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The headers of a server with one page, one file and one failing path. */
class SecurityHeadersFilterTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static Vertx vertx;

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/page", "/file", "/failure", "/nothing"})
    void everyResponseHasTheSecurityHeaders(String path) throws Exception {
        HttpHeaders headers = ask("https://id.example", path);

        assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).hasValue("same-origin");
        assertThat(headers.firstValue("Cross-Origin-Resource-Policy")).hasValue("same-origin");
        assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("Permissions-Policy"))
                .hasValue("camera=(), microphone=(), geolocation=(), payment=(), usb=(), "
                        + "publickey-credentials-create=(), publickey-credentials-get=()");
        assertThat(headers.firstValue("Strict-Transport-Security")).hasValue("max-age=63072000; includeSubDomains");
    }

    @Test
    void onlyAPageMayLoadResources() throws Exception {
        assertThat(policy("/page")).contains("script-src 'self'");
        assertThat(policy("/file")).isEqualTo(PageContentPolicy.NOTHING.toString());
        assertThat(policy("/pages")).isEqualTo(PageContentPolicy.NOTHING.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8080", "https://localhost:8443", "http://id.example"})
    void localhostAndPlainHttpHaveNoHsts(String issuer) throws Exception {
        assertThat(ask(issuer, "/page").firstValue("Strict-Transport-Security")).isEmpty();
    }

    private static String policy(String path) throws Exception {
        return ask("https://id.example", path)
                .firstValue("Content-Security-Policy")
                .orElseThrow();
    }

    private static HttpHeaders ask(String issuer, String path) throws Exception {
        SecurityHeadersFilter harden = new SecurityHeadersFilter(
                List.of(PagePolicy.at("/page", PageContentPolicy.page())), new Issuer(URI.create(issuer)));
        Router router = Router.router(vertx);
        router.route().handler(harden::addHeaders);
        router.get("/page").handler(context -> context.end("page"));
        router.get("/file").handler(context -> context.end("file"));
        router.get("/failure").handler(context -> context.fail(500));
        HttpServer server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get();
        try {
            URI address = URI.create("http://127.0.0.1:" + server.actualPort() + path);
            return HTTP.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding())
                    .headers();
        } finally {
            server.close().toCompletionStage().toCompletableFuture().get();
        }
    }
}
