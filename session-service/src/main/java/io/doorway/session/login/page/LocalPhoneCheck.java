package io.doorway.session.login.page;

import io.doorway.session.login.page.Pages.LoginPageConfig;
import io.doorway.web.safety.SafetyCheck;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Refuses in production what lets everybody try Doorway without a phone. */
@Singleton
class LocalPhoneCheck implements SafetyCheck {
    private final LoginPageConfig config;

    LocalPhoneCheck(LoginPageConfig config) {
        this.config = config;
    }

    @Override
    public Optional<String> violation() {
        return config.localPhone().map(path -> "doorway.page.local-phone: set by ./doorway up (expected: not set)");
    }
}
