package io.doorway.session.client;

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
 * Names and domains that a person could take for others (UTS #39, Unicode Security Mechanisms).
 *
 * <p>On the phone the name and the domain are all that tells one website from another, so whoever registers a relying party must not
 * be able to write "Bаnk" with a Cyrillic letter. What is refused here looks wrong to the operator in a log, not to a person late at
 * night on a small screen.
 */
final class Lookalikes {
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

    private Lookalikes() {}

    /** What is wrong with a name, or empty. */
    static Optional<String> mistake(String name) {
        if (name.codePoints().anyMatch(Lookalikes::isUncommon)) {
            return Optional.of("has a letter that is not in common use");
        }
        if (SCRIPTS.failsChecks(name)) {
            return Optional.of("mixes scripts whose letters look alike");
        }
        if (isLatinInDisguise(name)) {
            return Optional.of("has only letters that look like Latin ones");
        }
        return Optional.empty();
    }

    /** What is wrong with a host, written in ASCII as addresses have it, or empty. */
    static Optional<String> mistakeInHost(String host) {
        IDNA.Info info = new IDNA.Info();
        String unicode = unicode(host, info);
        if (info.hasErrors()) {
            return Optional.of("has a host that is no valid international name");
        }
        return isAscii(unicode)
                ? Optional.empty()
                : LABELS.splitAsStream(unicode)
                        .flatMap(label -> mistake(label).stream())
                        .findFirst()
                        .map(mistake -> "has a host that " + mistake);
    }

    /**
     * What a name looks like: names that share one of these could be read as each other. There are two, for in capitals an {@code I}
     * looks like an {@code l}, in small letters it does not.
     */
    static Set<String> looks(String name) {
        return new HashSet<>(List.of(skeleton(name), skeleton(folded(name))));
    }

    /** The same for a host as addresses have it. */
    static Set<String> looksOfHost(String host) {
        return looks(unicode(host, new IDNA.Info()));
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

    /** Letters, marks and digits beyond those that living languages write (UTS #39 section 3.1). */
    private static boolean isUncommon(int codePoint) {
        return (Character.isLetterOrDigit(codePoint) || UCharacter.getType(codePoint) == Character.NON_SPACING_MARK)
                && !SpoofChecker.RECOMMENDED.contains(codePoint);
    }

    /** Letters of another script, each of which could be Latin. */
    private static boolean isLatinInDisguise(String name) {
        boolean foreign = name.codePoints().anyMatch(Lookalikes::isOfAnotherScript);
        return foreign && isAscii(SCRIPTS.getSkeleton(name));
    }

    private static boolean isOfAnotherScript(int codePoint) {
        int script = UScript.getScript(codePoint);
        return script != UScript.LATIN && script != UScript.COMMON && script != UScript.INHERITED;
    }
}
