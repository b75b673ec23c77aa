package io.doorway.local.container;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The native library that computes ES256, as a file of the image. The program would unpack it from its JAR file into {@code /tmp}, from which
 * no library can be loaded where that is mounted {@code noexec}.
 */
final class NativeLibrary {

    /** Where it is in the installation. */
    static final String FILE = "native/libamazonCorrettoCryptoProvider.so";

    private static final String ENTRY = "com/amazon/corretto/crypto/provider/libamazonCorrettoCryptoProvider.so";

    private NativeLibrary() {}

    /** The library in the JAR files of a program; empty if none of them has one for Linux. */
    static Optional<byte[]> of(List<Path> classPath) throws IOException {
        for (Path jar : classPath) {
            if (jar.getFileName().toString().contains("AmazonCorrettoCryptoProvider")) {
                return read(jar);
            }
        }
        return Optional.empty();
    }

    private static Optional<byte[]> read(Path jar) throws IOException {
        try (ZipFile file = new ZipFile(jar.toFile())) {
            ZipEntry entry = file.getEntry(ENTRY);
            if (entry == null) {
                return Optional.empty();
            }
            try (InputStream content = file.getInputStream(entry)) {
                return Optional.of(content.readAllBytes());
            }
        }
    }

    /**
     * The options of the JVM that loads the file.
     *
     * @param installation the directory of the installation, with a slash at the end
     */
    static List<String> options(String installation) {
        return List.of(
                "-Dcom.amazon.corretto.crypto.provider.useExternalLib=true",
                "-Djava.library.path=" + installation + Path.of(FILE).getParent());
    }
}
