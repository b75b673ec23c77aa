package io.doorway.approval.browser;

import java.util.List;

/**
 * The browsers that an account knows.
 *
 * @param browsers the last used first
 */
record BrowserList(List<KnownBrowser> browsers) {}
