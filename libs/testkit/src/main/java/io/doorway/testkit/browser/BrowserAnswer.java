package io.doorway.testkit.browser;

import java.net.http.HttpHeaders;

/**
 * What came back.
 *
 * @param status the HTTP status
 * @param headers the response's headers
 * @param body the response's body as text
 */
public record BrowserAnswer(int status, HttpHeaders headers, String body) {

    /** @throws BrowserRefusedException unless the status is a success */
    public BrowserAnswer orRefused() {
        if (status / 100 != 2) {
            throw new BrowserRefusedException(this);
        }
        return this;
    }
}
