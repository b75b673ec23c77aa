package io.doorway.session.login.page;

import io.quarkus.qute.EngineConfiguration;
import io.quarkus.qute.ParserHelper;
import io.quarkus.qute.ParserHook;

/** Removes the indentation of the templates when they are parsed: pages are not compressed, and browsers do not show it. */
@EngineConfiguration
public class TemplateIndentation implements ParserHook {

    @Override
    public void beforeParsing(ParserHelper helper) {
        helper.addContentFilter(template -> template.replaceAll("\n +", "\n"));
    }
}
