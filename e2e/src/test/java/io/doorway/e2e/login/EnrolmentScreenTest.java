package io.doorway.e2e.login;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.doorway.e2e.support.BankVisit;
import io.doorway.e2e.support.Chromium;
import io.doorway.e2e.support.PhoneApp;
import io.doorway.e2e.support.QrScreenReader;
import io.doorway.e2e.support.TestPlatform;
import io.doorway.e2e.support.TestPlatform.Person;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The phone app shows whom an enrolment code invites before it uses the code, and keeps the keys that it has. */
class EnrolmentScreenTest {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @Test
    void aPersonSeesForWhomACodeIsBeforeItIsUsed() {
        Person ada = TestPlatform.person("Ada");
        String link = ada.enrolmentLink();
        try (PhoneApp scanner = PhoneApp.in(CHROMIUM.phone());
                PhoneApp phone = PhoneApp.in(CHROMIUM.phone())) {
            scanner.page().navigate(link);
            assertThat(scanner.page().getByText("localhost invites you")).isVisible();
            assertThat(scanner.page().getByText(ada.name())).isVisible();
            assertThat(scanner.page().getByText("Account " + ada.account())).isVisible();
            assertThat(devices(ada)).as("opening the link enrols nothing").isZero();

            phone.enrolAt(link);
            assertThat(devices(ada)).isEqualTo(1);

            scanner.button("Set up this phone").click();
            assertThat(scanner.page().getByText("wrong, expired or already used"))
                    .isVisible();
            assertThat(devices(ada)).isEqualTo(1);
        }
    }

    @Test
    void aLinkThatWasUsedSaysSoAtOnceAndIsNewsToTheDeviceThatUsedIt() {
        Person ada = TestPlatform.person("Ada");
        String link = ada.enrolmentLink();
        try (PhoneApp first = PhoneApp.enrolled(CHROMIUM, link);
                PhoneApp second = PhoneApp.in(CHROMIUM.phone())) {
            second.page().navigate(link);
            assertThat(second.heading("This invitation can’t be used")).isVisible();
            assertThat(first.heading("This phone is set up")).isVisible();

            first.page().navigate(TestPlatform.issuer() + "/app/");
            Locator news = first.page().getByText("Somebody opened an invitation that had been used already");
            assertThat(news).isVisible();
            first.page()
                    .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile(".* is mine")))
                    .click();
            assertThat(news).isHidden();
        }
    }

    @Test
    void theBrowserIsAskedToKeepTheKeyWhenTheDiskIsFull() {
        try (PhoneApp phone = PhoneApp.in(CHROMIUM.phone())) {
            phone.page().addInitScript("""
                    navigator.storage.persist = async () => {
                      document.documentElement.dataset.asked = 'persist';
                      return true;
                    };""");

            phone.enrolAt(TestPlatform.person("Ada").enrolmentLink());

            assertThat(phone.page().locator("html")).hasAttribute("data-asked", "persist");
        }
    }

    @Test
    void aPhoneThatOpensItsOwnLinkAgainSaysThatItIsSetUp() {
        Person ada = TestPlatform.person("Ada");
        String link = ada.enrolmentLink();
        try (PhoneApp phone = PhoneApp.enrolled(CHROMIUM, link)) {
            phone.page().navigate(TestPlatform.issuer() + "/app/");
            phone.page().navigate(link);

            assertThat(phone.heading("This invitation can’t be used")).isVisible();
            assertThat(phone.page().locator(".lead").first())
                    .hasText("This phone is set up for %s already and stays set up.".formatted(ada.account()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/app/enrol", "/app/add"})
    void aLinkThatLostItsCodeSaysSoAndLeadsToTheFieldForTheCode(String path) {
        try (PhoneApp phone = PhoneApp.in(CHROMIUM.phone())) {
            phone.page().navigate(TestPlatform.issuer() + path);
            assertThat(phone.page().locator(".lead")).containsText("The link is not complete.");

            phone.button("Type the code").click();

            assertThat(phone.page().getByLabel("Invitation code")).isVisible();
        }
    }

    @Test
    void theLinkAloneEnrolsNothingWhereAnAnswerIsRequired() {
        Person ada = TestPlatform.person("Ada");
        JsonNode invitation =
                TestPlatform.operator("enrolment").inviteWithAnswer(ada.account(), "new phone", "Blue Heron");
        try (PhoneApp phone = PhoneApp.in(CHROMIUM.phone())) {
            phone.page().navigate(invitation.path("link").asText());
            phone.button("Set up this phone").click();
            assertThat(phone.heading("This phone is set up")).isHidden();
            phone.page().getByLabel("Your answer").fill("red kite");
            phone.button("Set up this phone").click();
            assertThat(phone.page().getByText("This answer is wrong")).isVisible();
            assertThat(devices(ada)).isZero();

            phone.page().getByLabel("Your answer").fill("blue heron");
            phone.enrol();
            assertThat(devices(ada)).isEqualTo(1);
        }
    }

    @Test
    void anotherAccountIsAddedBesideTheFirstAndReplacesNoKey() {
        Person ada = TestPlatform.person("Ada");
        Person mallory = TestPlatform.person("Mallory");
        try (PhoneApp phone = PhoneApp.enrolled(CHROMIUM, ada.enrolmentLink());
                BankVisit visit = BankVisit.at(CHROMIUM.desktop(), TestPlatform.bank())) {
            phone.page().navigate(mallory.enrolmentLink());
            assertThat(phone.page().getByText("This phone is set up for " + ada.account()))
                    .isVisible();
            phone.enrol();
            assertThat(phone.page()
                            .getByText(mallory.account() + " is now in use")
                            .first())
                    .isVisible();

            phone.button("Later").click();
            assertThat(phone.page().getByText("Set up for " + mallory.account()))
                    .isVisible();
            phone.button("Use " + ada.account()).click();
            assertThat(phone.page().getByText("Set up for " + ada.account())).isVisible();

            visit.startLogin();
            phone.openAs(ada.account(), () -> QrScreenReader.awaitQr(visit.page()));
            phone.approve();
            assertThat(phone.code()).hasSize(6);
        }
    }

    @Test
    void aPersonAddsASecondPhoneAfterComparingTheDigits() {
        Person ada = TestPlatform.person("Ada");
        try (PhoneApp first = PhoneApp.enrolled(CHROMIUM, ada.enrolmentLink());
                PhoneApp second = PhoneApp.in(CHROMIUM.phone())) {
            first.button("Later").click();
            first.button("Add another phone").click();
            second.page().navigate(QrScreenReader.awaitQr(first.page()));
            first.page().evaluate("() => { delete Navigator.prototype.clipboard; }");
            first.button("Copy as a link").click();
            assertThat(first.page().getByText("The link could not be copied")).isVisible();
            assertThat(second.heading("Add this phone")).isVisible();
            assertThat(second.page().getByText(ada.name())).isVisible();
            assertThat(devices(ada)).as("opening the code adds nothing").isEqualTo(1);
            second.page().getByLabel("Name of this phone").fill("Second phone");
            second.button("Add this phone").click();

            assertThat(first.heading("Are the digits the same?")).isVisible();
            assertThat(first.page().getByText("“Second phone”").first()).isVisible();
            assertThat(second.page().locator(".digits"))
                    .hasText(first.page().locator(".digits").textContent());
            assertThat(devices(ada)).as("before the approval").isEqualTo(1);

            first.button("The same: add it").click();
            assertThat(first.heading("Second phone was added")).isVisible();
            assertThat(second.heading("This phone is set up")).isVisible();
            assertThat(devices(ada)).isEqualTo(2);
        }
    }

    @Test
    void aPhoneWhosePersonSeesOtherDigitsIsNotAdded() {
        Person ada = TestPlatform.person("Ada");
        try (PhoneApp first = PhoneApp.enrolled(CHROMIUM, ada.enrolmentLink());
                PhoneApp thief = PhoneApp.in(CHROMIUM.phone());
                PhoneApp second = PhoneApp.in(CHROMIUM.phone())) {
            first.button("Later").click();
            first.button("Add another phone").click();
            String link = QrScreenReader.awaitQr(first.page());
            second.page().navigate(link);
            thief.page().navigate(link);
            thief.button("Add this phone").click();
            assertThat(first.heading("Are the digits the same?")).isVisible();

            second.button("Add this phone").click();
            assertThat(second.heading("This phone was not added")).isVisible();
            first.button("Not the same").click();

            assertThat(first.heading("Nothing was added")).isVisible();
            assertThat(thief.heading("This phone was not added")).isVisible();
            assertThat(devices(ada)).isEqualTo(1);
        }
    }

    @Test
    void aPhoneThatIsNotEnrolledIsLedBackToTheLoginAfterItsEnrolment() {
        Person ada = TestPlatform.person("Ada");
        try (PhoneApp phone = PhoneApp.in(CHROMIUM.phone());
                BankVisit visit = BankVisit.at(CHROMIUM.desktop(), TestPlatform.bank())) {
            visit.startLogin();
            phone.page().navigate(QrScreenReader.awaitQr(visit.page()));
            assertThat(phone.heading("This phone is not set up yet")).isVisible();
            assertThat(phone.page().getByText("Your organisation invites you").first())
                    .isVisible();

            phone.enrolAt(ada.enrolmentLink());
            assertThat(phone.page()
                            .getByText("You wanted to log in: scan the code on the website again.")
                            .first())
                    .isVisible();
            assertThat(phone.button("Scan the code again")).isVisible();

            phone.open(() -> QrScreenReader.awaitQr(visit.page()));
            phone.approve();
            assertThat(phone.code()).hasSize(6);
        }
    }

    @Test
    void whoHasNoAppReadsWhatToDoAndKeepsTheCode() {
        try (BankVisit visit = BankVisit.at(CHROMIUM.desktop(), TestPlatform.bank())) {
            visit.startLogin();
            QrScreenReader.awaitQr(visit.page());
            visit.page().getByText("I don’t have Doorway yet").first().focus();
            visit.page().keyboard().press("Enter");

            assertThat(visit.page().getByText("ask for an invitation").first()).isVisible();
            assertThat(QrScreenReader.awaitQr(visit.page())).contains("/Q/");
        }
    }

    @Test
    void theScannerOfALoginEnrolsNothing() {
        Person mallory = TestPlatform.person("Mallory");
        Person ada = TestPlatform.person("Ada");
        try (PhoneApp phone = PhoneApp.enrolled(CHROMIUM, ada.enrolmentLink())) {
            phone.pointCameraAt(mallory.enrolmentLink());

            phone.button("Scan a code").click();

            assertThat(phone.page().getByText("This is an invitation, not a login"))
                    .isVisible();
            phone.button("Cancel").click();
            assertThat(phone.page().getByText("Set up for " + ada.account())).isVisible();
            assertThat(devices(mallory)).isZero();
        }
    }

    @Test
    void afterTheAccountInUseIsRemovedTheOtherOneIsUsed() {
        Person ada = TestPlatform.person("Ada");
        Person bob = TestPlatform.person("Bob");
        try (PhoneApp phone = PhoneApp.enrolled(CHROMIUM, ada.enrolmentLink())) {
            phone.enrolAt(bob.enrolmentLink());
            phone.button("Later").click();
            phone.page().getByLabel("Remove ").first().click();
            phone.page().locator("dialog button.refuse").click();

            assertThat(phone.page().getByText("Set up for " + ada.account())).isVisible();
            assertThat(phone.heading("Accounts on this phone")).isHidden();
            assertThat(devices(bob)).isZero();
        }
    }

    @Test
    void theBrowserIsAskedToKeepTheKey() {
        try (BrowserContext context = CHROMIUM.phone()) {
            context.addInitScript(
                    "StorageManager.prototype.persist = async () => { self.asked = true; return true; };");
            PhoneApp phone = PhoneApp.in(context);
            phone.page().navigate(TestPlatform.person("Ada").enrolmentLink());
            assertThat(phone.button("Set up this phone")).isVisible();
            assertThat(asked(phone.page())).as("before the enrolment").isFalse();

            phone.enrol();

            assertThat(asked(phone.page())).isTrue();
        }
    }

    private static boolean asked(Page page) {
        return (Boolean) page.evaluate("self.asked === true");
    }

    private static int devices(Person person) {
        return TestPlatform.operator("enrolment")
                .get("/admin/accounts/" + person.account() + "/devices")
                .path("devices")
                .size();
    }
}
