package io.doorway.session.login.page;

import io.quarkus.qute.RawString;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The texts of the pages, {@code messages/pages_en.properties}. They are HTML; parameters are escaped. */
@ApplicationScoped
public class Messages {

    private static final String FILE = "messages/pages_en.properties";
    private static final String SCRIPT_PREFIX = "script.";

    private final Properties texts = read();

    /** BCP 47 tag of the language. */
    public String language() {
        return find("language");
    }

    /** The text, as HTML. */
    public RawString get(String key) {
        return new RawString(find(key));
    }

    /** The text with the value of one parameter. */
    public RawString get(String key, String parameter, Object value) {
        return new RawString(find(key).replace("{" + parameter + "}", escaped(value.toString())));
    }

    /** The texts that modules display, as JSON for a script element. */
    public String forScripts() {
        Map<String, String> scriptTexts = new TreeMap<>();
        for (String key : texts.stringPropertyNames()) {
            if (key.startsWith(SCRIPT_PREFIX)) {
                scriptTexts.put(key.substring(SCRIPT_PREFIX.length()), find(key));
            }
        }
        return ScriptData.write(scriptTexts);
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

    private static Properties read() {
        try (@Nullable InputStream file = Messages.class.getClassLoader().getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException("missing resource: " + FILE);
            }
            Properties texts = new Properties();
            texts.load(new InputStreamReader(file, StandardCharsets.UTF_8));
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
