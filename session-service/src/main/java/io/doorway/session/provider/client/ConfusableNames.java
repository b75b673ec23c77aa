package io.doorway.session.provider.client;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.IDNA;
import com.ibm.icu.text.SpoofChecker;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Detects names and domains that look like others (UTS #39, Unicode Security Mechanisms).
 *
 * <p>On the phone a person identifies a website by its name and domain alone. A relying party registered as "Bаnk" with a Cyrillic letter
 * must be refused at registration, where the operator reads the reason, because a person cannot see the difference.
 */
final class ConfusableNames {
    /** One script at a time, or Latin beside Chinese, Japanese or Korean (UTS #39 section 5.2). */
    private static final SpoofChecker SCRIPTS = new SpoofChecker.Builder()
            .setChecks(SpoofChecker.RESTRICTION_LEVEL
                    | SpoofChecker.MIXED_NUMBERS
                    | SpoofChecker.INVISIBLE
                    | SpoofChecker.HIDDEN_OVERLAY)
            .setRestrictionLevel(SpoofChecker.RestrictionLevel.HIGHLY_RESTRICTIVE)
            .build();

    private static final IDNA HOSTS = IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_UNICODE
            | IDNA.USE_STD3_RULES
            | IDNA.CHECK_BIDI
            | IDNA.CHECK_CONTEXTJ
            | IDNA.CHECK_CONTEXTO);

    private static final Pattern LABELS = Pattern.compile(".", Pattern.LITERAL);

    private ConfusableNames() {}

    /** Why the name is refused, or empty. */
    static Optional<String> violation(String name) {
        if (name.codePoints().anyMatch(ConfusableNames::isUncommon)) {
            return Optional.of("has a letter that is not in common use");
        }
        if (SCRIPTS.failsChecks(name)) {
            return Optional.of("mixes scripts whose letters look alike");
        }
        if (looksLatin(name)) {
            return Optional.of("has only letters that look like Latin letters");
        }
        return Optional.empty();
    }

    /** Why the host, in its ASCII form, is refused, or empty. */
    static Optional<String> hostViolation(String host) {
        IDNA.Info info = new IDNA.Info();
        String unicode = unicode(host, info);
        if (info.hasErrors()) {
            return Optional.of("has a host that is not a valid internationalized domain name");
        }
        return isAscii(unicode)
                ? Optional.empty()
                : LABELS.splitAsStream(unicode)
                        .flatMap(label -> violation(label).stream())
                        .findFirst()
                        .map(violation -> "has a host that " + violation);
    }

    /**
     * The skeletons of a name (UTS #39 section 4): two names with a common skeleton look alike. There are two, because a capital {@code I}
     * looks like an {@code l} and a small one does not.
     */
    static Set<String> skeletons(String name) {
        return new HashSet<>(List.of(skeleton(name), skeleton(folded(name))));
    }

    /** The skeletons of a host in its ASCII form. */
    static Set<String> skeletonsOfHost(String host) {
        return skeletons(unicode(host, new IDNA.Info()));
    }

    private static String skeleton(String text) {
        return folded(SCRIPTS.getSkeleton(text.replace(" ", "")));
    }

    private static String folded(String text) {
        return UCharacter.foldCase(text, true);
    }

    private static String unicode(String host, IDNA.Info info) {
        return HOSTS.nameToUnicode(host, new StringBuilder(), info).toString();
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    /** Whether it is a letter, mark or digit that no modern language commonly uses (UTS #39 section 3.1). */
    private static boolean isUncommon(int codePoint) {
        return (Character.isLetterOrDigit(codePoint) || UCharacter.getType(codePoint) == Character.NON_SPACING_MARK)
                && !SpoofChecker.RECOMMENDED.contains(codePoint);
    }

    /** Whether the name has letters of another script and each of them looks like a Latin letter. */
    private static boolean looksLatin(String name) {
        boolean otherScript = name.codePoints().anyMatch(ConfusableNames::isNotLatin);
        return otherScript && isAscii(SCRIPTS.getSkeleton(name));
    }

    private static boolean isNotLatin(int codePoint) {
        int script = UScript.getScript(codePoint);
        return script != UScript.LATIN && script != UScript.COMMON && script != UScript.INHERITED;
    }
}
