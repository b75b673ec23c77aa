package io.doorway.clients.browser;

import java.net.http.HttpHeaders;

/**
 * A response to a browser.
 *
 * @param status the HTTP status
 * @param headers the response's headers
 * @param body the response's body as text
 */
public record BrowserResponse(int status, HttpHeaders headers, String body) {

    /**
     * Returns this response.
     *
     * @throws BrowserRefusedException unless the status is 2xx
     */
    public BrowserResponse requireSuccess() {
        if (status / 100 != 2) {
            throw new BrowserRefusedException(this);
        }
        return this;
    }

    /** The status of the response is not a success. */
    public static final class BrowserRefusedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient BrowserResponse response;

        BrowserRefusedException(BrowserResponse response) {
            super(response.status() + " " + response.body());
            this.response = response;
        }

        public BrowserResponse response() {
            return response;
        }
    }
}
