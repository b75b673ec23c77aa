package io.doorway.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

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

    /** A process has whole blocks of ports, and shows that a block is taken by listening on its first port. */
    private static final int BLOCK = 128;

    private static final List<ServerSocket> TAKEN = new ArrayList<>();
    private static int next;
    private static int endOfBlock;

    private Ports() {}

    /** A port that is free at the moment of the call, and that no process chooses again as long as this one runs. */
    public static synchronized int free() {
        while (true) {
            while (next < endOfBlock) {
                int port = next++;
                if (isFree(port)) {
                    return port;
                }
            }
            takeBlock();
        }
    }

    private static void takeBlock() {
        for (int first = FIRST; first < END; first += BLOCK) {
            try {
                TAKEN.add(new ServerSocket(first, 1, InetAddress.getLoopbackAddress()));
            } catch (IOException inUse) {
                continue;
            }
            next = first + 1;
            endOfBlock = Math.min(first + BLOCK, END);
            return;
        }
        throw new IllegalStateException("every block of ports from %d to %d is in use".formatted(FIRST, END - 1));
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
