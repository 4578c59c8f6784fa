package io.lyceum.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The lines of a picture can be told apart, whatever the eyes and whatever the ground. */
class PaletteTest {
  /** What full lack of a cone makes of linear red, green and blue (Machado and others, 2009). */
  private static final List<double[][]> EYES =
      List.of(
          new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
          new double[][] {
            {0.152286, 1.052583, -0.204868},
            {0.114503, 0.786281, 0.099216},
            {-0.003882, -0.048116, 1.051998}
          },
          new double[][] {
            {0.367322, 0.860646, -0.227968},
            {0.280085, 0.672501, 0.047413},
            {-0.011820, 0.042940, 0.968881}
          },
          new double[][] {
            {1.255528, -0.076749, -0.178779},
            {-0.078411, 0.930809, 0.147602},
            {0.004733, 0.691367, 0.303900}
          });

  private static final Pattern GROUND = Pattern.compile("\\.ground \\{ fill: (#\\w{6}) }");
  private static final Pattern LINE = Pattern.compile("\\.line\\d \\{ color: (#\\w{6}) }");

  @Test
  void eight_lines_are_distinct_in_light_and_dark_for_every_kind_of_eye() {
    List<String> lines = found(LINE);
    assertThat(lines).hasSize(16);
    for (List<String> choice : List.of(lines.subList(0, 8), lines.subList(8, 16))) {
      for (double[][] eye : EYES) {
        for (int i = 0; i < choice.size(); i++) {
          for (int j = 0; j < i; j++) {
            assertThat(distance(choice.get(i), choice.get(j), eye))
                .as("%s and %s", choice.get(i), choice.get(j))
                .isGreaterThan(30);
          }
        }
      }
    }
  }

  @Test
  void each_line_stands_out_from_its_ground() {
    List<String> lines = found(LINE);
    List<String> grounds = found(GROUND);
    assertThat(grounds).hasSize(2);
    for (int i = 0; i < lines.size(); i++) {
      double one = luminance(lines.get(i));
      double other = luminance(grounds.get(i / 8));
      assertThat((Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05))
          .as(lines.get(i))
          .isGreaterThan(2.99);
    }
  }

  private static List<String> found(Pattern pattern) {
    Matcher matcher = pattern.matcher(Palette.style());
    List<String> found = new ArrayList<>();
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  private static double distance(String one, String other, double[][] eye) {
    double[] first = lab(one, eye);
    double[] second = lab(other, eye);
    return Math.sqrt(
        IntStream.range(0, 3).mapToDouble(i -> Math.pow(first[i] - second[i], 2)).sum());
  }

  private static double[] lab(String colour, double[][] eye) {
    double[] light = linear(colour);
    double[] seen = new double[3];
    for (int i = 0; i < 3; i++) {
      double sum = eye[i][0] * light[0] + eye[i][1] * light[1] + eye[i][2] * light[2];
      seen[i] = Math.clamp(sum, 0, 1);
    }
    double x = bent((0.4124 * seen[0] + 0.3576 * seen[1] + 0.1805 * seen[2]) / 0.9505);
    double y = bent(0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2]);
    double z = bent((0.0193 * seen[0] + 0.1192 * seen[1] + 0.9505 * seen[2]) / 1.089);
    return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
  }

  private static double bent(double value) {
    return value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16.0 / 116;
  }

  private static double luminance(String colour) {
    double[] light = linear(colour);
    return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2];
  }

  private static double[] linear(String colour) {
    return IntStream.of(1, 3, 5)
        .mapToDouble(at -> Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0)
        .map(part -> part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4))
        .toArray();
  }
}
