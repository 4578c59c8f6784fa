package io.lyceum.identity.secondfactor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class QrImageTest {
  private static final String URI =
      "otpauth://totp/lyceum:Emmy%20Noether?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=lyceum";
  private static final Pattern SIZE = Pattern.compile("viewBox=\"0 0 (\\d+) ");
  private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-\\d+z");

  /** Pixels of a module, so that it is no smaller than a camera would see it. */
  private static final int SCALE = 8;

  @Test
  void a_camera_reads_the_text_from_the_picture() throws Exception {
    assertThat(read(svg(QrImage.of(URI)))).isEqualTo(URI);
    assertThat(read(svg(QrImage.of("Grüße")))).isEqualTo("Grüße");
  }

  @Test
  void it_is_an_image_without_script_or_style() {
    assertThat(svg(QrImage.of(URI)))
        .startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\"")
        .doesNotContain("style", "script", URI);
  }

  private static String svg(String image) {
    String head = "data:image/svg+xml;base64,";
    assertThat(image).startsWith(head);
    return new String(
        Base64.getDecoder().decode(image.substring(head.length())), StandardCharsets.US_ASCII);
  }

  private static String read(String svg) throws Exception {
    int size =
        SIZE.matcher(svg)
                .results()
                .mapToInt(r -> Integer.parseInt(r.group(1)))
                .findFirst()
                .orElseThrow()
            * SCALE;
    int[] pixels = new int[size * size];
    Arrays.fill(pixels, 0xffffff);
    RUN.matcher(svg).results().forEach(run -> paint(pixels, size, run));
    try {
      RGBLuminanceSource source = new RGBLuminanceSource(size, size, pixels);
      return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(source))).getText();
    } catch (NotFoundException e) {
      throw new AssertionError("no QR code in " + svg, e);
    }
  }

  private static void paint(int[] pixels, int size, MatchResult run) {
    int left = Integer.parseInt(run.group(1)) * SCALE;
    int width = Integer.parseInt(run.group(3)) * SCALE;
    for (int row = 0; row < SCALE; row++) {
      int start = (Integer.parseInt(run.group(2)) * SCALE + row) * size + left;
      Arrays.fill(pixels, start, start + width, 0);
    }
  }
}
