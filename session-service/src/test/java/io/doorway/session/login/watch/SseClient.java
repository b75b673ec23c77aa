package io.doorway.session.login.watch;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.doorway.clients.browser.HeadlessBrowser;
import io.doorway.clients.browser.LoginPageMessages.ObservedState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** Reads server-sent events, one state at a time. */
record SseClient(BufferedReader lines) {

    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();

    static SseClient open(HttpClient http, URI address, HeadlessBrowser browser, String challengeId)
            throws IOException, InterruptedException {
        String path = HeadlessBrowser.eventsPath(challengeId);
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path))
                .header("Accept", "text/event-stream")
                .header("Cookie", "__Host-doorway=" + browser.bindingCookie())
                .header("DPoP", browser.proof("GET", path))
                .build();
        HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            throw new IllegalStateException("no stream: " + response.statusCode());
        }
        return new SseClient(new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8)));
    }

    ObservedState next() throws IOException {
        String line = lines.readLine();
        while (line != null && !line.startsWith("data:")) {
            line = lines.readLine();
        }
        if (line == null) {
            throw new IllegalStateException("the stream has ended");
        }
        return JSON.readValue(line.substring("data:".length()), ObservedState.class);
    }

    boolean ended() throws IOException {
        String line = lines.readLine();
        while (line != null && line.isBlank()) {
            line = lines.readLine();
        }
        return line == null;
    }
}
