package io.lyceum.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.options.ColorScheme;
import io.lyceum.identity.external.OidcServer;
import io.lyceum.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The doors that few people use: a provider's, an administrator's first, and those out of the
 * house.
 */
final class DoorScenes {
  static final String CALLBACK = "/v1/auth/external/mock/callback";

  private static final String HEAD = "head@north.example";
  static final String NEW_PASSWORD = "seven hedgehogs in fog";

  private final Chromium chromium;
  private final TestDatabase database;

  DoorScenes(Chromium chromium, TestDatabase database) {
    this.chromium = chromium;
    this.database = database;
  }

  /** A settings file with the provider in it. */
  static String issuers(Path folder, OidcServer provider, String address) throws IOException {
    return Files.writeString(
            folder.resolve("issuers.conf"),
            """
            lyceum.identity.issuers = [
              { name = mock, title = "The school's own", issuer = "%s", client-id = lyceum, client-secret = "%s"
                school = demo, create = off, redirect = "%s" }
            ]
            """
                .formatted(provider.trusted(), OidcServer.SECRET, address + CALLBACK))
        .toString();
  }

  /** As when a phone changes networks while it loads. */
  void aPageThatDidNotArriveWholeIsLoadedAnew() {
    Window phone = chromium.window("changing-networks", 360, 740, ColorScheme.LIGHT);
    AtomicInteger asked = new AtomicInteger();
    phone
        .page()
        .route(
            "**/core/router.js",
            route -> {
              if (asked.incrementAndGet() == 1) {
                route.abort("connectionaborted");
              } else {
                route.resume();
              }
            });
    phone.open("/");
    phone.expect("demo-ada").isVisible();
    assertThat(asked).hasValueGreaterThan(1);
    phone.page().close();
  }

  /** Takes all data along, then has the account erased. */
  void somebodyGoesForEver(Window emmy, String email, String password) {
    emmy.goByMenu("to-profile");
    Download file = emmy.page().waitForDownload(() -> emmy.click("data-submit"));
    assertThat(file.suggestedFilename()).isEqualTo("lyceum-data.json");
    assertThat(file.path()).content().contains("Emmy Noether", email);
    emmy.click("erase");
    emmy.get("erase-password").fill("not the password");
    emmy.get("erase-password").press("Enter");
    emmy.expect("erase-password-error").isVisible();
    emmy.shoot("41-erase");
    emmy.everyControlHasAName();
    emmy.get("erase-password").fill(password);
    emmy.get("erase-password").press("Enter");
    emmy.expect("login-error").containsText("erased");
    emmy.signIn(email, password);
    emmy.expect("login-error").containsText("wrong");
  }

  /** Alan has the page of the school open. */
  void aParentIsLinkedToAChild(Window alan) {
    alan.get("people-search").fill("bob");
    assertThat(alan.get("person")).hasCount(1);
    alan.click("person-edit");
    alan.get("guardian-choice").selectOption("parent");
    alan.click("guardian-submit");
    assertThat(alan.get("guardian", "Annabella")).isVisible();
    alan.everyControlHasAName();
    alan.shoot("32-guardians");
    Window mother = chromium.window("mother-of-two", 360, 740, ColorScheme.LIGHT);
    mother.open("/");
    mother.click("demo-annabella");
    mother.expect("child").hasCount(2);
    alan.click("guardian-end");
    assertThat(alan.get("guardian")).hasCount(0);
    alan.press("Escape");
    mother.page().reload();
    mother.expect("child").hasCount(1);
    mother.page().close();
  }

  /** The focus goes to a new page's heading, but not away from who was faster. */
  void whoIsWritingKeepsTheField() {
    Window quick = chromium.window("quick", 360, 740, ColorScheme.DARK);
    quick.open("/");
    quick.expect("login-email").isVisible();
    Object focused =
        quick
            .page()
            .evaluate(
                """
                async () => {
                  const at = () => document.activeElement.dataset.testid ?? document.activeElement.tagName;
                  const moment = (ms) => new Promise((done) => setTimeout(done, ms));
                  location.hash = "#/forgot";
                  let field = null;
                  while (!(field = document.querySelector("[data-testid=forgot-email]"))) await moment(1);
                  field.focus();
                  await moment(200);
                  const kept = at();
                  field.blur();
                  location.hash = "#/register";
                  for (let i = 0; i < 100 && at() !== "H1"; i++) await moment(50);
                  return kept + " " + at();
                }
                """);
    assertThat(focused).isEqualTo("forgot-email H1");
    quick.shoot("33-register");
    quick.fits();
    quick.page().close();
  }

  void aProviderLetsSomebodyIn() {
    Window ada = chromium.window("by-provider", 360, 740, ColorScheme.DARK);
    ada.open("/");
    assertThat(ada.get("provider", "The school's own")).isVisible();
    ada.get("provider").scrollIntoViewIfNeeded();
    ada.shoot("34-provider");
    ada.fits();
    ada.click("provider");
    ada.get("who").fill("nobody");
    ada.get("who").press("Enter");
    ada.expect("login-error").containsText("no account here");
    ada.shoot("35-unknown-there");
    ada.page().context().clearCookies();
    ada.click("provider");
    ada.get("who").fill("ada");
    ada.get("who").press("Enter");
    ada.isOnline();
    ada.expect("me").containsText("Ada");
    ada.nothingWentWrong();
    ada.page().close();
  }

  void anAdministratorMustHaveASecondFactor() {
    database
        .jdbi()
        .useHandle(
            handle -> {
              handle.execute("insert into school (id, name) values ('north', 'North')");
              handle.execute(
                  "insert into person (id, school, email, name, role, password_hash) select 'head',"
                      + " 'north', ?, 'Head of North', 'school_admin', password_hash from person"
                      + " where email = ?",
                  HEAD,
                  AccountBrowserTest.EMMY);
            });
    Window head = chromium.window("head", 360, 740, ColorScheme.DARK);
    head.open("/");
    head.signIn(HEAD, AccountBrowserTest.PASSWORD);
    head.expect("second-step").containsText("Set up");
    String seed = head.get("factor-seed").getAttribute("data-seed");
    assertThat(Phone.scan(head.get("factor-qr"))).contains("secret=" + seed);
    head.shoot("36-forced");
    head.fits();
    head.everyControlHasAName();
    head.get("factor-code").fill(Phone.code(seed, Duration.ZERO));
    head.get("factor-code").press("Enter");
    assertThat(head.get("recovery-codes").locator("li")).hasCount(10);
    head.shoot("37-recovery");
    head.fits();
    head.click("factor-continue");
    head.isOnline();
    head.goByMenu("to-profile");
    head.click("factor-off");
    head.get("factor-code").fill("000000");
    head.get("factor-code").press("Enter");
    head.expect("factor-off-error").containsText("must have");
    head.shoot("38-must-have");
    head.page().close();
  }

  void aPasswordIsChangedAndTheSecondFactorTurnedOff(Window person, String email, String recovery) {
    person.goByMenu("to-profile");
    person.get("password-old").fill("not my password");
    person.get("password-new").fill(NEW_PASSWORD);
    person.click("password-submit");
    person.expect("password-old-error").isVisible();
    person.shoot("39-password");
    person.get("password-old").fill(AccountBrowserTest.PASSWORD);
    person.click("password-submit");
    assertThat(person.get("toast", "is changed")).isVisible();
    person.expect("session").hasCount(1);
    person.click("factor-off");
    person.get("factor-code").fill("000000");
    person.click("factor-off-submit");
    person.expect("factor-code-error").isVisible();
    person.shoot("40-factor-off");
    person.everyControlHasAName();
    person.get("factor-code").fill(recovery);
    person.click("factor-off-submit");
    person.expect("factor-state").hasAttribute("data-on", "false");
    person.click("sessions-end");
    person.expect("login-error").containsText("everywhere");
    person.signIn(email, AccountBrowserTest.PASSWORD);
    person.expect("login-error").containsText("wrong");
    person.signIn(email, NEW_PASSWORD);
    person.isOnline();
  }
}
