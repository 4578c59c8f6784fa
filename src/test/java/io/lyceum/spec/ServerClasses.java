package io.lyceum.spec;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;

/** The server's own classes, read once. */
final class ServerClasses {
  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          // Compiled by hand, tests lie elsewhere than the option knows.
          .withImportOption(location -> !location.contains("/test/"))
          .importPackages("io.lyceum");

  private ServerClasses() {}

  /** Those that can be made and are a {@code type}. */
  static Stream<Class<?>> of(Class<?> type) {
    return ALL.stream()
        .filter(c -> c.isAssignableTo(type) && !c.isEquivalentTo(type) && !c.isInterface())
        .map(JavaClass::reflect);
  }
}
