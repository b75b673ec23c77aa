package io.doorway.local;

import io.doorway.testkit.servers.Ports;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Looks before anything is started whether a port that people will type is free. */
final class FreePort {

    private FreePort() {}

    /** @param option by which another port can be chosen */
    static void require(int port, String option) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(Ports.LOOPBACK, port));
        } catch (IOException inUse) {
            throw new LocalPlatformException(
                    "port %d is in use: stop what listens there, or choose another with %s".formatted(port, option),
                    inUse);
        }
    }
}
