package io.doorway.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.SecureRandom;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** TCP ports of the loopback address. */
public final class Ports {

    /** The address on which every program of the local platform listens. */
    public static final String LOOPBACK = "127.0.0.1";

    /**
     * Below the ports that operating systems give to outgoing connections: from 32768 on Linux, from 49152 elsewhere (RFC 6335, section 6). A
     * program that listens on a port of theirs some seconds after it was chosen may find a connection there.
     */
    private static final int FIRST = 20_000;

    private static final int END = 32_768;
    private static final int ATTEMPTS = 1_000;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Set<Integer> CHOSEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /** A random port that is free at the moment of the call, and that this JVM has not chosen before. */
    public static int free() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = RANDOM.nextInt(FIRST, END);
            if (isFree(port) && CHOSEN.add(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port from %d to %d".formatted(FIRST, END - 1));
    }

    /** Whether a program can listen on the port. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(LOOPBACK, port));
            return true;
        } catch (IOException inUse) {
            return false;
        }
    }

    /** Whether a program listens on the port. */
    public static boolean isOpen(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }
}
