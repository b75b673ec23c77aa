package io.doorway.session.login.page;

import io.quarkus.qute.RawString;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The texts of the pages in one language, {@code messages/pages_<language>.properties}. They are HTML; parameters are escaped. */
public final class Messages {

    private static final String SCRIPT_PREFIX = "script.";
    private static final String RIGHT_TO_LEFT = "rtl";
    private static final char FIRST_STRONG_ISOLATE = '\u2068';
    private static final char POP_DIRECTIONAL_ISOLATE = '\u2069';

    private final Properties texts;
    private final String forScripts;

    private Messages(Properties texts) {
        this.texts = texts;
        this.forScripts = ScriptData.write(scriptTexts());
    }

    /** Reads the message file of a language. */
    static Messages read(String language) {
        String file = "messages/pages_%s.properties".formatted(language);
        try (@Nullable InputStream content = Messages.class.getClassLoader().getResourceAsStream(file)) {
            if (content == null) {
                throw new IllegalStateException("missing resource: " + file);
            }
            Properties texts = new Properties();
            texts.load(new InputStreamReader(content, StandardCharsets.UTF_8));
            return new Messages(texts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** BCP 47 tag of the language. */
    public String language() {
        return find("language");
    }

    /** The name of the language in the language itself. */
    public String name() {
        return find("language.name");
    }

    /** The direction in which the language is written: {@code ltr} or {@code rtl}. */
    public String direction() {
        return find("language.direction");
    }

    /** The text, as HTML. */
    public RawString get(String key) {
        return new RawString(find(key));
    }

    /** The text with the value of one parameter. */
    public RawString get(String key, String parameter, Object value) {
        return new RawString(find(key).replace("{" + parameter + "}", escaped(isolated(value.toString()))));
    }

    /** The text for the type of an action: its own of {@code key.payment}, {@code key.action} for all but a login, or else {@code key}. */
    public RawString of(String type, String key) {
        return get(keyOf(type, key));
    }

    /** The text for the type of an action, with the value of one parameter. */
    public RawString of(String type, String key, String parameter, Object value) {
        return get(keyOf(type, key), parameter, value);
    }

    private String keyOf(String type, String key) {
        if (type.equals("payment") && has(key + ".payment")) {
            return key + ".payment";
        }
        return !type.equals("login") && has(key + ".action") ? key + ".action" : key;
    }

    /** What to do about an error: its own {@code error.<name>.hint}, or else to start again on the website. */
    RawString errorHint(String name) {
        String own = "error." + name + ".hint";
        return get(has(own) ? own : "error.hint");
    }

    /** Whether there is such a text. */
    boolean has(String key) {
        return texts.containsKey(key);
    }

    /** The texts that modules display, as JSON for a script element. */
    public String forScripts() {
        return forScripts;
    }

    private Map<String, String> scriptTexts() {
        Map<String, String> scriptTexts = new TreeMap<>();
        for (String key : texts.stringPropertyNames()) {
            if (key.startsWith(SCRIPT_PREFIX)) {
                scriptTexts.put(key.substring(SCRIPT_PREFIX.length()), find(key));
            }
        }
        return scriptTexts;
    }

    /** A name or address must not change the order of the words around it (Unicode Standard Annex 9, section 2.5). */
    private String isolated(String parameter) {
        return direction().equals(RIGHT_TO_LEFT)
                ? FIRST_STRONG_ISOLATE + parameter + POP_DIRECTIONAL_ISOLATE
                : parameter;
    }

    private String find(String key) {
        String text = texts.getProperty(key);
        if (text == null) {
            throw new IllegalArgumentException("missing message: " + key);
        }
        return text;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
