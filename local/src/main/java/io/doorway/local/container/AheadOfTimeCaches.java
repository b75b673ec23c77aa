package io.doorway.local.container;

import io.doorway.local.BankLogin;
import io.doorway.servers.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/**
 * The ahead-of-time caches of the images (JEP 483, 514, 515): classes already loaded and linked, and profiles of what the programs do most.
 * The JVM records a cache while the platform serves logins, in containers of the first stage, because a cache is valid for exactly one
 * JVM and class path.
 *
 * <p>A cache is kept, by the digests of the layers for which it is valid: no two recordings are equal, so that a second build of the same
 * source would have another layer otherwise.
 */
final class AheadOfTimeCaches {

    private static final String PROJECT = "doorway-record";
    private static final String RECORDED = "/var/tmp/start.aot";

    /** The JVM writes the cache when it ends. */
    private static final Duration WRITING = Duration.ofMinutes(4);

    private static final int LOGINS = 20;

    private final Path home;
    private final String tag;

    /** @param tag the tag of the images of the first stage */
    AheadOfTimeCaches(Path home, String tag) {
        this.home = home;
        this.tag = tag;
    }

    /** Writes the layer of the cache, if one is kept that is valid for the image; otherwise returns false. */
    boolean restore(ImageContext context) {
        Path kept = kept(context);
        if (!Files.exists(kept)) {
            return false;
        }
        context.writeCache(kept);
        return true;
    }

    /** Records the caches of these images, and writes their layers. */
    void record(List<ImageContext> contexts) {
        Path override = home.resolve("deploy/images/record.yml");
        try (ComposeProject platform =
                ComposeProject.ofImages(home, PROJECT, tag, Ports.free(), Ports.free(), override)) {
            platform.remove();
            platform.start();
            BankLogin.repeat(LOGINS, platform.bank(), platform.issuer(), platform.enrolmentLink());
            for (ImageContext context : contexts) {
                String service = context.image().name();
                platform.stop(service, WRITING);
                keep(context, platform.containers(service).getFirst());
                restore(context);
            }
        }
    }

    private void keep(ImageContext context, String container) {
        Path kept = kept(context);
        try {
            Files.createDirectories(kept.getParent());
            Path temporary = kept.resolveSibling(kept.getFileName() + ".part");
            Docker.run(WRITING, "cp", container + ":" + RECORDED, temporary.toString());
            Files.move(temporary, kept, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file for these layers, the JVM's included. */
    private Path kept(ImageContext context) {
        String name = context.image().name();
        String layers = String.join("\n", Docker.layers("doorway/%s:%s".formatted(name, tag)));
        return home.resolve(".doorway/aot").resolve("%s-%s.aot".formatted(name, digest(layers)));
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
