package io.doorway.session.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.net.URI;
import java.util.List;

/** The pages' templates, checked at build time. They escape whatever they show; only {@code data} is escaped before. */
@CheckedTemplate(basePath = "page")
final class Templates {

    private Templates() {}

    static native TemplateInstance login(LoginView view, URI leave, String data, String assets, List<String> modules);

    static native TemplateInstance back(String data, String assets);

    static native TemplateInstance error(int status, String title, String detail, String assets);

    static native TemplateInstance front(String assets);
}
