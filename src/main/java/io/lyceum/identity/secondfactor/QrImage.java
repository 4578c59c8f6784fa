package io.lyceum.identity.secondfactor;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** A text as a picture for a phone's camera. */
public final class QrImage {
  /** The white around it, in modules, that a camera needs to find it. */
  private static final int MARGIN = 4;

  /** Of a module, as it is drawn: a whole number, so that all are of one size. */
  private static final int PIXELS = 5;

  private QrImage() {}

  /**
   * As the address of an image that needs no request, an SVG: {@code data:image/svg+xml;base64,…}.
   */
  public static String of(String text) {
    String svg = svg(modules(text));
    return "data:image/svg+xml;base64,"
        + Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.US_ASCII));
  }

  private static BitMatrix modules(String text) {
    try {
      return new QRCodeWriter()
          .encode(
              text,
              BarcodeFormat.QR_CODE,
              0,
              0,
              Map.of(
                  EncodeHintType.MARGIN,
                  MARGIN,
                  EncodeHintType.ERROR_CORRECTION,
                  ErrorCorrectionLevel.M,
                  EncodeHintType.CHARACTER_SET,
                  StandardCharsets.UTF_8));
    } catch (WriterException e) {
      throw new IllegalStateException("the text is too long for a QR code", e);
    }
  }

  private static String svg(BitMatrix modules) {
    int size = modules.getWidth();
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < size; y++) {
      int x = 0;
      while (x < size) {
        int begin = x;
        while (x < size && modules.get(x, y)) {
          x++;
        }
        if (x > begin) {
          path.append("M%d %dh%dv1h-%dz".formatted(begin, y, x - begin, x - begin));
        }
        x++;
      }
    }
    return ("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%2$d\" height=\"%2$d\""
            + " viewBox=\"0 0 %1$d %1$d\"><path fill=\"#fff\" d=\"M0 0h%1$dv%1$dH0z\"/>"
            + "<path d=\"%3$s\"/></svg>")
        .formatted(size, size * PIXELS, path);
  }
}
