package io.lyceum.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import io.lyceum.FullNode;
import io.lyceum.identity.external.OidcServer;
import io.lyceum.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * From an invitation to an account with a second factor, in real windows and by real mails: Alan
 * administers the school, Emmy is invited, Mary comes by herself with a phone, Annabella is Ada's
 * mother.
 */
class AccountBrowserTest {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.fresh();

  @TempDir static Path folder;

  static final String PASSWORD = "vier Igel im Regen";
  static final String EMMY = "emmy@home.example";
  private static final String MARY = "mary@home.example";

  private static Postbox mails;
  private static OidcServer provider;
  private static FullNode node;
  private static Chromium chromium;
  private static Window alan;
  private static Window emmy;
  private static Window mary;
  private static Window mother;

  @BeforeAll
  static void start() throws IOException {
    Chromium.assumeInstalled();
    Files.createDirectories(Window.SCREENSHOTS);
    mails = new Postbox();
    int port = FullNode.freePort();
    // Another site than the provider's 127.0.0.1, as it is in life.
    String address = "http://localhost:" + port;
    provider = OidcServer.start(address + DoorScenes.CALLBACK);
    Map<String, String> settings = new HashMap<>(mails.settings());
    settings.put("LYCEUM_HTTP_PORT", Integer.toString(port));
    settings.put("LYCEUM_CONFIG", DoorScenes.issuers(folder, provider, address));
    node = FullNode.start(DATABASE, settings);
    chromium = Chromium.launch(address);
    alan = chromium.window("administrator", 1280, 900, ColorScheme.LIGHT);
    emmy = chromium.window("invited-dark", 1100, 900, ColorScheme.DARK);
    mary = chromium.window("newcomer-phone", 360, 740, ColorScheme.LIGHT);
    mother = chromium.window("mother", 360, 740, ColorScheme.DARK);
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
    if (node != null) {
      node.close();
    }
    if (provider != null) {
      provider.close();
    }
    if (mails != null) {
      mails.close();
    }
  }

  @AfterEach
  void keepWhatWasSeen() throws IOException {
    for (Window window : List.of(alan, emmy, mary, mother)) {
      window.keepFrames();
    }
  }

  @Test
  void people_come_in_by_the_doors_of_the_page_and_find_their_way_around() {
    anAdministratorInvitesAndOpensTheSchool();
    whoIsInvitedMakesAnAccount();
    String spare = aSecondFactorIsSetUpAndAskedFor();
    aSignInElsewhereIsEnded();
    whoComesByThemselvesConfirmsTheirAddress();
    aForgottenPasswordIsReplaced();
    aFileOfPeopleIsCheckedBeforeItIsImported();
    aRoleIsGivenAndAnAccountClosed();
    aMotherSeesHowHerChildGetsOn();
    DoorScenes doors = new DoorScenes(chromium, DATABASE);
    doors.aParentIsLinkedToAChild(alan);
    doors.whoIsWritingKeepsTheField();
    doors.aPageThatDidNotArriveWholeIsLoadedAnew();
    doors.aProviderLetsSomebodyIn();
    doors.anAdministratorMustHaveASecondFactor();
    doors.aPasswordIsChangedAndTheSecondFactorTurnedOff(emmy, EMMY, spare);
    doors.somebodyGoesForEver(emmy, EMMY, DoorScenes.NEW_PASSWORD);
    for (Window window : List.of(alan, emmy, mary, mother)) {
      window.fits();
    }
    alan.nothingWentWrong();
    mother.nothingWentWrong();
  }

  private static void anAdministratorInvitesAndOpensTheSchool() {
    alan.open("/");
    alan.click("demo-alan");
    alan.isOnline();
    alan.goByMenu("to-school");
    assertThat(alan.get("person")).hasCount(6);
    alan.get("invite-email").fill(EMMY);
    alan.click("invite-submit");
    assertThat(alan.get("invitation", EMMY)).isVisible();
    alan.get("registration-open").check();
    alan.click("school-submit");
    assertThat(alan.get("toast", "settings are saved")).isVisible();
    alan.everyControlHasAName();
    alan.shoot("20-school");
  }

  private static void whoIsInvitedMakesAnAccount() {
    emmy.open(mails.link(EMMY, 1));
    emmy.expect("register-school").hasValue("demo");
    emmy.get("register-name").fill("Emmy Noether");
    emmy.get("register-email").fill(EMMY);
    emmy.get("register-password").fill("aaaaaaaaaaaa");
    emmy.click("register-submit");
    emmy.expect("register-password-error").isVisible();
    emmy.shoot("21-refused");
    emmy.everyControlHasAName();
    emmy.get("register-password").fill(PASSWORD);
    emmy.get("register-password").press("Enter");
    emmy.expect("outcome").containsText("Your account is there");
    emmy.click("to-sign-in");
    emmy.signIn(EMMY, "wrong password");
    emmy.expect("login-error").isVisible();
    emmy.get("login-password").fill(PASSWORD);
    emmy.get("login-password").press("Enter");
    emmy.isOnline();
  }

  /** Gives a recovery code that is still good. */
  private static String aSecondFactorIsSetUpAndAskedFor() {
    emmy.goByMenu("to-profile");
    emmy.tabTo("factor-on");
    emmy.press("Enter");
    String seed = emmy.get("factor-seed").getAttribute("data-seed");
    assertThat(Phone.scan(emmy.get("factor-qr"))).contains("secret=" + seed);
    emmy.shoot("22-factor");
    emmy.get("factor-code").fill("000000");
    emmy.get("factor-code").press("Enter");
    emmy.expect("factor-code-error").isVisible();
    // Codes are good once; the one of the last half minute leaves this one for the sign-in.
    emmy.get("factor-code").fill(Phone.code(seed, Duration.ofSeconds(-30)));
    emmy.get("factor-code").press("Enter");
    assertThat(emmy.get("recovery-codes").locator("li")).hasCount(10);
    emmy.shoot("23-recovery");
    String recovery = emmy.get("recovery-codes").locator("li").first().innerText();
    String spare = emmy.get("recovery-codes").locator("li").last().innerText();
    emmy.click("recovery-kept");
    emmy.expect("factor-state").hasAttribute("data-on", "true");
    emmy.goByMenu("sign-out");
    emmy.signIn(EMMY, PASSWORD);
    emmy.get("factor-code").fill(Phone.code(seed, Duration.ZERO));
    emmy.shoot("24-second-step");
    emmy.get("factor-code").press("Enter");
    emmy.isOnline();
    emmy.goByMenu("sign-out");
    emmy.signIn(EMMY, PASSWORD);
    emmy.get("factor-code").fill(recovery);
    emmy.get("factor-code").press("Enter");
    emmy.isOnline();
    return spare;
  }

  private static void aSignInElsewhereIsEnded() {
    Window phone = chromium.window("elsewhere", 360, 740, ColorScheme.LIGHT);
    phone.open("/");
    phone.click("demo-ada");
    phone.isOnline();
    Window desk = chromium.window("desk", 1100, 800, ColorScheme.LIGHT);
    desk.open("/");
    desk.click("demo-ada");
    desk.isOnline();
    desk.goByMenu("to-profile");
    desk.expect("session").hasCount(2);
    desk.shoot("25-profile");
    phone.goByMenu("to-profile");
    phone.expect("session").hasCount(2);
    phone.shoot("25-profile");
    phone.fits();
    phone.everyControlHasAName();
    desk.click("session-end");
    desk.expect("session").hasCount(1);
    phone.expect("login-error").containsText("has ended");
    desk.click("sessions-end");
    desk.expect("login-error").containsText("everywhere");
    phone.page().close();
    desk.page().close();
  }

  private static void whoComesByThemselvesConfirmsTheirAddress() {
    mary.open("/");
    mary.click("to-register");
    mary.get("register-school").fill("demo");
    mary.get("register-name").fill("Mary Somerville");
    mary.get("register-email").fill(MARY);
    mary.get("register-password").fill(PASSWORD);
    mary.shoot("26-register");
    mary.fits();
    mary.click("register-submit");
    mary.expect("outcome").containsText("A mail is on its way");
    String link = mails.link(MARY, 1);
    mary.open(link);
    mary.click("verify-submit");
    mary.expect("outcome").containsText("confirmed");
    mary.shoot("27-confirmed");
    mary.page().reload();
    mary.click("verify-submit");
    mary.expect("verify-error").isVisible();
    mary.expect("resend-email").isVisible();
    mary.shoot("28-used-link");
    mary.open("/");
    mary.signIn(MARY, PASSWORD);
    mary.isOnline();
    mary.goByMenu("sign-out");
  }

  private static void aForgottenPasswordIsReplaced() {
    mary.click("to-forgot");
    mary.get("forgot-email").fill(MARY);
    mary.get("forgot-email").press("Enter");
    mary.expect("outcome").containsText("on its way");
    mary.open(mails.link(MARY, 2));
    mary.get("reset-password").fill("five hedgehogs in snow");
    mary.get("reset-password").press("Enter");
    mary.expect("outcome").containsText("is set");
    mary.click("to-sign-in");
    mary.signIn(MARY, "five hedgehogs in snow");
    mary.isOnline();
  }

  private static void aFileOfPeopleIsCheckedBeforeItIsImported() {
    alan.goByMenu("to-school");
    alan.get("import-csv")
        .fill("email,name,role\nsofja@home.example,Sofja,student\nnowhere,No One,king\n");
    alan.click("import-submit");
    alan.expect("import-problem").hasCount(2);
    assertThat(alan.get("import-problem").first()).containsText("3");
    alan.get("import-problems").scrollIntoViewIfNeeded();
    alan.shoot("29-import");
    alan.get("import-csv").fill("email,name,role\nsofja@home.example,Sofja,student\n");
    alan.click("import-submit");
    alan.expect("import-good").containsText("1 line can");
    alan.click("import-make");
    assertThat(alan.get("person", "Sofja")).isVisible();
    alan.everyControlHasAName();
  }

  private static void aRoleIsGivenAndAnAccountClosed() {
    alan.get("people-search").fill("mary");
    assertThat(alan.get("person")).hasCount(1);
    alan.click("person-edit");
    alan.get("person-role").selectOption("teacher");
    alan.shoot("30-person");
    alan.click("person-submit");
    assertThat(alan.get("person", "Teacher")).hasCount(1);
    mary.expect("login-error").containsText("has ended");
    alan.click("person-edit");
    alan.get("person-banned").check();
    alan.click("person-submit");
    alan.expect("person").hasAttribute("data-banned", "true");
    mary.signIn(MARY, "five hedgehogs in snow");
    mary.expect("login-error").isVisible();
  }

  private static void aMotherSeesHowHerChildGetsOn() {
    mother.open("/");
    mother.click("demo-annabella");
    mother.isOnline();
    mother.click("child");
    mother.expect("child-course").isVisible();
    assertThat(mother.page().locator("h1")).hasText("Ada Lovelace");
    mother.expect("consent-state").hasAttribute("data-given", "false");
    mother.click("consent-submit");
    mother.expect("consent-state").hasAttribute("data-given", "true");
    mother.shoot("31-child");
    mother.click("consent-submit");
    mother.expect("consent-state").hasAttribute("data-given", "false");
    mother.everyControlHasAName();
  }
}
