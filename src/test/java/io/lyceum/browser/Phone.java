package io.lyceum.browser;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.ChecksumException;
import com.google.zxing.FormatException;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.microsoft.playwright.Locator;
import io.lyceum.identity.secondfactor.Authenticator;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;

/** Somebody's phone with an authenticator, which sees the screen by its camera. */
final class Phone {
  private Phone() {}

  /** The code that it shows, or showed that long ago. */
  static String code(String seed, Duration ago) {
    Clock clock = Clock.systemUTC();
    // At the end of a half minute it would be too old on its way.
    Awaitility.await().until(() -> clock.instant().getEpochSecond() % 30 < 27);
    return new Authenticator(seed, Clock.offset(clock, ago)).next();
  }

  /** What stands in a QR code as it is drawn on the screen; a notice may cover it for a while. */
  static String scan(Locator shown) {
    return Awaitility.await("a QR code on the screen")
        .pollInSameThread()
        .until(() -> seen(shown), Optional::isPresent)
        .orElseThrow();
  }

  private static Optional<String> seen(Locator shown) throws IOException {
    shown.scrollIntoViewIfNeeded();
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(shown.screenshot()));
    int width = image.getWidth();
    int height = image.getHeight();
    int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
    RGBLuminanceSource source = new RGBLuminanceSource(width, height, pixels);
    try {
      BinaryBitmap bitmap = new BinaryBitmap(new HybridBinarizer(source));
      return Optional.of(new QRCodeReader().decode(bitmap).getText());
    } catch (NotFoundException | ChecksumException | FormatException e) {
      return Optional.empty();
    }
  }
}
