package io.doorway.local.container;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/**
 * The health check of an image, which contains no other HTTP client: exits with 0 if the program in the container answers 200, and with 1
 * otherwise. It is in each image by itself, and uses nothing but the JDK.
 */
final class HealthCheck {

    private static final int TIMEOUT_MILLIS = 3_000;

    private HealthCheck() {}

    /** @param arguments the port of the loopback address and the path */
    public static void main(String... arguments) {
        System.exit(isHealthy("http://127.0.0.1:%s%s".formatted(arguments[0], arguments[1])) ? 0 : 1);
    }

    static boolean isHealthy(String url) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(url).toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException notServing) {
            return false;
        }
    }
}
