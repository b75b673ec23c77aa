package io.doorway.local.container;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The native libraries that compute ES256 and call epoll, as files of the image. The program would unpack them from their JAR files into
 * {@code /tmp}, from which no library can be loaded where that is mounted {@code noexec}.
 */
final class NativeLibraries {

    /** Where they are in the installation. */
    static final String DIRECTORY = "native/";

    private static final List<String> ENTRIES = List.of(
            "com/amazon/corretto/crypto/provider/libamazonCorrettoCryptoProvider.so",
            "META-INF/native/libnetty_transport_native_epoll_x86_64.so",
            "META-INF/native/libnetty_transport_native_epoll_aarch_64.so");

    private NativeLibraries() {}

    /** The libraries in the JAR files of a program for Linux, by the names of their files. */
    static SortedMap<String, byte[]> of(List<Path> classPath) throws IOException {
        SortedMap<String, byte[]> libraries = new TreeMap<>();
        for (Path jar : classPath) {
            String name = jar.getFileName().toString();
            if (name.contains("AmazonCorrettoCryptoProvider") || name.contains("netty-transport-native-epoll")) {
                addAll(jar, libraries);
            }
        }
        return libraries;
    }

    private static void addAll(Path jar, SortedMap<String, byte[]> libraries) throws IOException {
        try (ZipFile file = new ZipFile(jar.toFile())) {
            for (String name : ENTRIES) {
                ZipEntry entry = file.getEntry(name);
                if (entry != null) {
                    try (InputStream content = file.getInputStream(entry)) {
                        libraries.put(Path.of(name).getFileName().toString(), content.readAllBytes());
                    }
                }
            }
        }
    }

    /**
     * The options of the JVM that loads the files.
     *
     * @param installation the directory of the installation, with a slash at the end
     */
    static List<String> options(String installation) {
        return List.of(
                "-Dcom.amazon.corretto.crypto.provider.useExternalLib=true",
                "-Djava.library.path=" + installation + DIRECTORY);
    }
}
