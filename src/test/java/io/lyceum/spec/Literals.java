package io.lyceum.spec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The texts a class is written with. They tell what a switch or a route may know of, which no
 * interface lists.
 */
final class Literals {
  /** The directives that match a part of a path. */
  private static final Set<String> MATCHERS = Set.of("path", "pathPrefix", "segment", "slash");

  private Literals() {}

  /** All texts. */
  static Set<String> of(Class<?> type) {
    Set<String> texts = new TreeSet<>();
    methods(type).forEach(code -> texts.addAll(texts(code)));
    return texts;
  }

  /** The texts of the methods that match paths, or hand on how one ends. */
  static Set<String> ofPaths(Class<?> type) {
    Set<String> texts = new TreeSet<>();
    methods(type)
        .forEach(
            code -> {
              List<String> all = texts(code);
              if (matches(code)) {
                texts.addAll(all);
              }
              all.stream().filter(text -> text.startsWith("/")).forEach(texts::add);
            });
    return texts;
  }

  private static boolean matches(CodeModel code) {
    return code.elementStream()
        .filter(InvokeInstruction.class::isInstance)
        .map(InvokeInstruction.class::cast)
        // JSON has a path too.
        .filter(call -> !call.owner().asInternalName().startsWith("com/fasterxml/"))
        .anyMatch(call -> MATCHERS.contains(call.name().stringValue()));
  }

  private static List<String> texts(CodeModel code) {
    List<String> texts = new ArrayList<>();
    for (CodeElement element : code) {
      if (element instanceof ConstantInstruction constant
          && constant.constantValue() instanceof String text) {
        texts.add(text);
      }
    }
    return texts;
  }

  private static Stream<CodeModel> methods(Class<?> type) {
    String resource = "/" + type.getName().replace('.', '/') + ".class";
    try (InputStream stream = type.getResourceAsStream(resource)) {
      ClassModel model = ClassFile.of().parse(Objects.requireNonNull(stream).readAllBytes());
      return model.methods().stream().map(MethodModel::code).flatMap(code -> code.stream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
