package io.doorway.e2e.passkey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.doorway.clients.phone.HeadlessPhone;
import io.doorway.e2e.support.ApprovalInstance;
import io.doorway.e2e.support.Chromium;
import io.doorway.e2e.support.PageScreenshots;
import io.doorway.e2e.support.PhoneApp;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.e2e.support.TestPlatform.Person;
import io.doorway.e2e.support.VirtualAuthenticator;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Changes of an account in the phone app where changes wait for a day: confirmed with a passkey, or waiting. */
class AccountChangeTest {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static ApprovalInstance waiting;

    private final PageScreenshots screenshots = new PageScreenshots();

    @BeforeAll
    static void start() {
        waiting = ApprovalInstance.start(Duration.ZERO, Duration.ofDays(1));
    }

    @AfterAll
    static void stop() {
        waiting.close();
    }

    @AfterEach
    void assertNoViolations() {
        screenshots.assertNoViolations();
    }

    @Test
    void aPasskeyConfirmsTheRemovalOfAnOlderDevice() {
        Person ada = TestPlatform.person("Ada");
        HeadlessPhone older = ada.headlessPhone();
        try (PhoneApp phone = enrolled(ada)) {
            VirtualAuthenticator authenticator = attachAuthenticator(phone);
            addPasskeyThatCounts(phone);
            waiting.serve(phone.page());
            phone.page().reload();

            phone.button("Remove test phone").click();
            assertThat(phone.button("Remove without a passkey")).isVisible();
            capture(phone.page(), "app-remove-older");
            authenticator.setUserVerified(false);
            phone.button("Confirm and remove now").click();
            assertThat(phone.heading("test phone was not removed")).isVisible();
            capture(phone.page(), "app-remove-not-confirmed");
            assertThat(older.devices()).hasSize(2);

            authenticator.setUserVerified(true);
            phone.button("Try again").click();
            assertThat(phone.heading("Ready")).isVisible();
            assertThat(phone.button("Remove test phone")).hasCount(0);
            assertThat(devices(ada)).isEqualTo(1);
        }
    }

    @Test
    void withoutAPasskeyTheRemovalWaitsAndTheOlderDeviceStopsIt() {
        Person ada = TestPlatform.person("Ada");
        try (PhoneApp older = enrolled(ada);
                PhoneApp phone = enrolled(ada)) {
            waiting.serve(older.page());
            waiting.serve(phone.page());
            phone.page().reload();
            phone.page().getByLabel("Remove ").first().click();
            capture(phone.page(), "app-remove-older-later");
            phone.button("Remove").last().click();
            assertThat(phone.button("Stop it")).isVisible();

            older.page().reload();
            assertThat(older.button("Stop it")).isVisible();
            capture(older.page(), "app-removal-requested");
            older.button("Stop it").click();

            assertThat(older.button("Stop it")).hasCount(0);
            assertThat(devices(ada)).isEqualTo(2);
        }
    }

    @Test
    void aPasskeyConfirmsAnotherPasskey() {
        Person ada = TestPlatform.person("Ada");
        try (PhoneApp phone = enrolled(ada)) {
            VirtualAuthenticator internal = attachAuthenticator(phone);
            addPasskeyThatCounts(phone);
            waiting.serve(phone.page());
            phone.page().reload();
            VirtualAuthenticator securityKey = VirtualAuthenticator.attachSecurityKeyTo(phone.page());

            addBySecurityKey(phone, internal);
            capture(phone.page(), "app-confirm-passkey");
            securityKey.setPresent(false);
            internal.setPresent(true);
            phone.button("Confirm with my passkey").click();

            assertThat(phone.heading("Passkey added")).isVisible();
            assertThat(phone.page().getByText("You can approve payments with it from"))
                    .hasCount(0);
        }
    }

    @Test
    void whoLeavesTheQuestionWhetherToConfirmAddsNoPasskey() {
        Person ada = TestPlatform.person("Ada");
        try (PhoneApp phone = enrolled(ada)) {
            VirtualAuthenticator internal = attachAuthenticator(phone);
            addPasskeyThatCounts(phone);
            VirtualAuthenticator.attachSecurityKeyTo(phone.page());
            addBySecurityKey(phone, internal);

            phone.page().keyboard().press("Escape");

            assertThat(phone.page().getByText("You did not finish, so no passkey was added."))
                    .isVisible();
        }
    }

    /** Adds a passkey of the security key; returns when the app asks whether another one confirms it. */
    private static void addBySecurityKey(PhoneApp phone, VirtualAuthenticator internal) {
        internal.setPresent(false);
        phone.button("Add another passkey").click();
        assertThat(phone.button("Add without confirming")).isVisible();
    }

    @Test
    void aPasskeyThatNothingConfirmsWaitsAndIsNewsOnTheOtherDevice() {
        Person ada = TestPlatform.person("Ada");
        try (PhoneApp older = enrolled(ada);
                PhoneApp phone = enrolled(ada)) {
            waiting.serve(older.page());
            waiting.serve(phone.page());
            attachAuthenticator(phone);
            phone.button("Add a passkey").click();
            assertThat(phone.heading("Passkey added")).isVisible();
            capture(phone.page(), "app-passkey-waits");

            older.page().reload();
            older.button("It was me").click();
            assertThat(older.page().getByText("A passkey was added on")).hasCount(0);
            phone.button("Done").click();
            phone.button("Remove this passkey").click();
            phone.button("Remove").last().click();
            phone.button("Add a passkey").click();
            assertThat(phone.heading("Passkey added")).isVisible();
            older.page().reload();
            assertThat(older.page().getByText("A passkey was added on")).isVisible();
            capture(older.page(), "app-passkey-news");
        }
    }

    private PhoneApp enrolled(Person person) {
        PhoneApp phone = PhoneApp.in(CHROMIUM.phone());
        screenshots.watch(phone.page());
        phone.enrolAt(person.enrolmentLink());
        phone.button("Later").click();
        return phone;
    }

    /** Draws the page again, because it may have asked before whether the browser has an authenticator. */
    private static VirtualAuthenticator attachAuthenticator(PhoneApp phone) {
        VirtualAuthenticator authenticator = VirtualAuthenticator.attachTo(phone.page());
        phone.page().reload();
        return authenticator;
    }

    /** At the platform's own instance, where a passkey counts at once. */
    private static void addPasskeyThatCounts(PhoneApp phone) {
        phone.button("Add a passkey").click();
        assertThat(phone.heading("Passkey added")).isVisible();
        phone.button("Done").click();
    }

    /** On a phone, and on the narrowest screen. */
    private void capture(Page page, String name) {
        screenshots.capture(page, name + "-phone");
        page.setViewportSize(320, 568);
        screenshots.capture(page, name + "-narrow");
        page.setViewportSize(390, 844);
    }

    private static int devices(Person person) {
        return TestPlatform.operator("enrolment")
                .get("/admin/accounts/" + person.account() + "/devices")
                .path("devices")
                .size();
    }
}
