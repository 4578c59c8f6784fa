package io.lyceum.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The system's own Chromium: {@code /usr/bin/chromium}, or what the variable CHROMIUM names. */
final class Chromium implements AutoCloseable {
  /** Generous, because a shared machine may be slow; nothing waits longer than it must. */
  private static final double PATIENCE_MS = 60_000;

  /** In a container there is no sandbox to be had, and no network to phone home to. */
  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-dev-shm-usage",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final Playwright playwright;
  private final Browser browser;
  private final String address;

  private Chromium(Playwright playwright, Browser browser, String address) {
    this.playwright = playwright;
    this.browser = browser;
    this.address = address;
  }

  /**
   * Skips the test when there is no Chromium, unless the variable BROWSER_TESTS says {@code
   * required}.
   */
  static void assumeInstalled() {
    boolean installed = isInstalled();
    if ("required".equals(System.getenv("BROWSER_TESTS")) && !installed) {
      throw new AssertionError("BROWSER_TESTS=required, but there is no " + executable());
    }
    Assumptions.assumeTrue(
        installed,
        () ->
            "Skipped: there is no Chromium at "
                + executable()
                + ". Install it (Debian: apt-get install chromium) or name one in CHROMIUM.");
  }

  static boolean isInstalled() {
    return Files.isExecutable(executable());
  }

  /** With a camera and a microphone that are not there, which nobody is asked for. */
  private static final List<String> MEDIA_FLAGS =
      List.of(
          "--use-fake-device-for-media-stream",
          "--use-fake-ui-for-media-stream",
          "--allow-loopback-in-peer-connection",
          "--disable-features=WebRtcHideLocalIpsWithMdns");

  /** Windows of this browser open pages of the server at {@code address}. */
  static Chromium launch(String address) {
    return launch(address, FLAGS);
  }

  /** The same with a camera and a microphone. */
  static Chromium launchWithCamera(String address) {
    return launch(address, Stream.concat(FLAGS.stream(), MEDIA_FLAGS.stream()).toList());
  }

  /**
   * A screen too: the window of this title is chosen for whoever shares one. For the rest
   * permission must be granted.
   */
  static Chromium launchWithScreen(String address, String title) {
    Stream<String> screen = Stream.of("--auto-select-tab-capture-source-by-title=" + title);
    return launch(address, Stream.concat(unasked().stream(), screen).toList());
  }

  /** There are a camera and a microphone, and nobody may use them. */
  static Chromium launchWithForbiddenCamera(String address) {
    return launch(address, unasked());
  }

  /** With devices, but nobody who would allow them. */
  private static List<String> unasked() {
    return Stream.concat(FLAGS.stream(), MEDIA_FLAGS.stream())
        .filter(flag -> !flag.contains("fake-ui"))
        .toList();
  }

  private static Chromium launch(String address, List<String> flags) {
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
    Browser browser =
        playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(executable()).setArgs(flags));
    return new Chromium(playwright, browser, address);
  }

  /** A window of its own, with its own cookies and storage, as on another computer. */
  Window window(String name, int width, int height, ColorScheme scheme) {
    boolean phone = width < 600;
    var context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setBaseURL(address)
                .setViewportSize(width, height)
                .setColorScheme(scheme)
                .setLocale("en-GB")
                .setIsMobile(phone)
                .setHasTouch(phone)
                .setReducedMotion(ReducedMotion.REDUCE));
    context.setDefaultTimeout(PATIENCE_MS);
    return new Window(name, context.newPage());
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }

  private static Path executable() {
    return Path.of(Objects.requireNonNullElse(System.getenv("CHROMIUM"), "/usr/bin/chromium"));
  }
}
