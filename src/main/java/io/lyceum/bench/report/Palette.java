package io.lyceum.bench.report;

import java.util.List;

/**
 * The colours of a picture, as a style that follows the reader's choice of light or dark. Lines are
 * told apart by everybody: between any two of one choice the distance in CIELAB is 30 and more, for
 * eyes that lack one kind of cone too, and each stands out from the ground by 3 to 1.
 */
final class Palette {
  private static final List<String> LIGHT =
      List.of(
          "#080db7", "#6a1c02", "#119b55", "#c874a0", "#9a9a04", "#8a80ff", "#531873", "#000f20");

  private static final List<String> DARK =
      List.of(
          "#4779a9", "#e8722a", "#05ff8b", "#b06a71", "#ffd31b", "#a1d0f7", "#945df7", "#fbfff6");

  /** The class of a line that is only there to compare with. */
  static final String FAINT = "faint";

  private Palette() {}

  /** The class of the line with this number; what is drawn in {@code currentColor} has it. */
  static String line(int number) {
    return "line" + number % LIGHT.size();
  }

  /** Belongs into the picture; {@code ground} and {@code grid} are classes beside the lines'. */
  static String style() {
    return "<style>\n"
        + rules("#ffffff", "#1f2328", "#dddddd", LIGHT)
        + "@media (prefers-color-scheme: dark) {\n"
        + rules("#0d1117", "#d1d7e0", "#3d444d", DARK)
        + "}\n</style>";
  }

  private static String rules(String ground, String ink, String grid, List<String> lines) {
    StringBuilder rules = new StringBuilder();
    rules.append(".ground { fill: ").append(ground).append(" }\n");
    rules.append("text { fill: ").append(ink).append(" }\n");
    rules.append(".grid { stroke: ").append(grid).append(" }\n");
    rules.append('.').append(FAINT).append(" { color: ").append(grid).append(" }\n");
    for (int i = 0; i < lines.size(); i++) {
      rules.append('.').append(line(i)).append(" { color: ").append(lines.get(i)).append(" }\n");
    }
    return rules.toString();
  }
}
