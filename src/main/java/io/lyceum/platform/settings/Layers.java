package io.lyceum.platform.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.io.File;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The defaults in the jar, the file named by {@code LYCEUM_CONFIG} above them, the environment on
 * top. What is known is what stands in the jar: a key there allows itself, a {@code ${?LYCEUM_X}}
 * there allows the variable.
 *
 * @param config everything, resolved
 * @param variables which environment variable sets a path
 */
record Layers(Config config, Map<String, String> variables) {
  private static final String PREFIX = "LYCEUM_";
  private static final String FILE = "LYCEUM_CONFIG";
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\?(LYCEUM_[A-Z0-9_]+)}");
  private static final ConfigResolveOptions RESOLVE =
      ConfigResolveOptions.defaults().setUseSystemEnvironment(false);

  static Layers read(Map<String, String> environment) {
    Config jar =
        ConfigFactory.parseResources(
            Layers.class.getClassLoader(),
            "application.conf",
            ConfigParseOptions.defaults().setAllowMissing(false));
    Map<String, String> paths = pathsByVariable(jar);
    Config file = file(environment, jar);
    Map<String, Object> chosen = new HashMap<>();
    new TreeSet<>(environment.keySet())
        .stream()
            .filter(name -> name.startsWith(PREFIX) && !name.equals(FILE))
            .forEach(name -> chosen.put(path(paths, name), value(environment, name)));
    Config all = ConfigFactory.parseMap(chosen, "environment").withFallback(file).withFallback(jar);
    Map<String, String> variables = new HashMap<>();
    paths.forEach((variable, path) -> variables.put(path, variable));
    return new Layers(resolve(all, environment), Map.copyOf(variables));
  }

  private static String path(Map<String, String> paths, String variable) {
    String path = paths.get(variable);
    if (path == null) {
      throw new SettingsProblem("The environment variable " + variable + " is not a setting.");
    }
    return path;
  }

  private static String value(Map<String, String> environment, String name) {
    String value = environment.get(name);
    // An empty variable is mostly a secret that was not there; silently taking the default would
    // start an embedded database in production.
    if (value == null || value.isBlank()) {
      throw new SettingsProblem("The environment variable " + name + " is empty.");
    }
    return value.trim();
  }

  /** Resolves the jar's defaults with a mark for each variable and sees where the marks turn up. */
  private static Map<String, String> pathsByVariable(Config jar) {
    Map<String, String> marks = new HashMap<>();
    VARIABLE
        .matcher(jar.root().render())
        .results()
        .forEach(found -> marks.put(found.group(1), "mark:" + found.group(1)));
    Map<String, String> paths = new HashMap<>();
    Config marked = resolve(jar, marks);
    leaves(marked)
        .forEach(
            (path, value) -> {
              if (value.unwrapped() instanceof String text && text.startsWith("mark:")) {
                paths.putIfAbsent(text.substring("mark:".length()), path);
              }
            });
    return paths;
  }

  private static Config file(Map<String, String> environment, Config jar) {
    if (!environment.containsKey(FILE)) {
      return ConfigFactory.empty();
    }
    File source = new File(value(environment, FILE));
    if (!source.isFile()) {
      throw new SettingsProblem(FILE + ": there is no file " + source + ".");
    }
    try {
      Config parsed =
          ConfigFactory.parseFile(source, ConfigParseOptions.defaults().setAllowMissing(false));
      Config known = resolve(jar, Map.of());
      Config resolved = resolve(parsed.withFallback(known), environment);
      Map<String, ConfigValue> defaults = leaves(known);
      leaves(resolved).keySet().stream()
          .filter(path -> !defaults.containsKey(path))
          .sorted()
          .findFirst()
          .ifPresent(
              path -> {
                throw new SettingsProblem(
                    FILE + ": " + path + " in " + source + " is not a setting.");
              });
      return parsed;
    } catch (ConfigException e) {
      throw new SettingsProblem(FILE + ": " + oneLine(e));
    }
  }

  /** Substitutions may name the environment, but the environment must not stay in the result. */
  private static Config resolve(Config config, Map<String, String> environment) {
    Map<String, String> own = new HashMap<>(environment);
    own.keySet().removeIf(name -> config.root().containsKey(name));
    Config resolved =
        config
            .withFallback(ConfigValueFactory.fromMap(own, "environment").toConfig())
            .resolve(RESOLVE);
    for (String name : own.keySet()) {
      resolved = resolved.withoutPath(ConfigUtil.joinPath(name));
    }
    return resolved;
  }

  /** Every setting below {@code lyceum}, empty lists and nulls too. */
  private static Map<String, ConfigValue> leaves(Config config) {
    Map<String, ConfigValue> leaves = new HashMap<>();
    if (config.hasPathOrNull("lyceum")) {
      collect("lyceum", config.getValue("lyceum"), leaves);
    }
    return leaves;
  }

  private static void collect(
      String path, @Nullable ConfigValue value, Map<String, ConfigValue> leaves) {
    if (value instanceof com.typesafe.config.ConfigObject object && !object.isEmpty()) {
      object.forEach((key, inner) -> collect(path + "." + key, inner, leaves));
    } else if (value != null) {
      leaves.put(path, value);
    }
  }

  static String oneLine(Exception e) {
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    return message.replaceAll("\\s+", " ").trim();
  }
}
