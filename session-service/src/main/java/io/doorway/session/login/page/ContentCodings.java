package io.doorway.session.login.page;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** The content codings of files and pages (RFC 9110 section 8.4.1): Brotli (RFC 7932) where its native library loads, and gzip (RFC 1952). */
final class ContentCodings {

    private static final String BROTLI = "br";
    private static final String GZIP = "gzip";

    /** The smallest result first. */
    static final List<String> AVAILABLE = Brotli4jLoader.isAvailable() ? List.of(BROTLI, GZIP) : List.of(GZIP);

    /** The Brotli level with the smallest result, for content that is compressed once. */
    static final int SMALLEST = 11;

    /** A Brotli level that takes less time than gzip and whose result is smaller, for content that is compressed for each answer. */
    static final int QUICK = 4;

    /** A content coding of {@code Accept-Encoding} that is accepted: not with the weight 0 (RFC 9110 section 12.4.2). */
    private static final Pattern ACCEPTED =
            Pattern.compile("(?:^|[\\s,])([a-z]+)\\s*(?=,|$|;\\s*q=(?:1|0\\.0*[1-9]))", Pattern.CASE_INSENSITIVE);

    private ContentCodings() {}

    /**
     * The first of these codings that the client accepts, or empty if it accepts none of them.
     *
     * @param acceptEncoding the header {@code Accept-Encoding}, or null
     */
    static Optional<String> choose(@Nullable String acceptEncoding, Collection<String> codings) {
        if (acceptEncoding == null) {
            return Optional.empty();
        }
        Set<String> accepted = ACCEPTED.matcher(acceptEncoding)
                .results()
                .map(coding -> coding.group(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return codings.stream().filter(accepted::contains).findFirst();
    }

    /** @param brotliLevel {@link #SMALLEST} or {@link #QUICK} */
    static byte[] encode(String coding, byte[] content, int brotliLevel) {
        try {
            return coding.equals(BROTLI)
                    ? Encoder.compress(content, new Encoder.Parameters().setQuality(brotliLevel))
                    : gzip(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(content);
        }
        return compressed.toByteArray();
    }
}
