package io.lyceum.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;

/** The walls of the house: who may know whom. Each rule says why it stands. */
@AnalyzeClasses(packages = "io.lyceum", importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {
  private static final String[] KINDS = {"chat", "classroom", "quiz", "progress"};
  private static final String[] KIND_PACKAGES =
      List.of(KINDS).stream().map(k -> "io.lyceum." + k + "..").toArray(String[]::new);

  @ArchTest
  static final ArchRule layers =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("wiring")
          .definedBy("io.lyceum")
          .layer("flow")
          .definedBy("io.lyceum.flow..")
          .layer("kinds")
          .definedBy(KIND_PACKAGES)
          .layer("runtime")
          .definedBy(
              "io.lyceum.topic..",
              "io.lyceum.hub..",
              "io.lyceum.socket..",
              "io.lyceum.media..",
              "io.lyceum.identity..")
          .layer("platform")
          .definedBy("io.lyceum.platform..")
          .layer("core")
          .definedBy("io.lyceum.core..")
          .whereLayer("wiring")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("flow")
          .mayOnlyBeAccessedByLayers("wiring")
          .whereLayer("kinds")
          .mayOnlyBeAccessedByLayers("wiring", "flow")
          .whereLayer("runtime")
          .mayOnlyBeAccessedByLayers("wiring", "flow", "kinds")
          .whereLayer("platform")
          .mayOnlyBeAccessedByLayers("wiring", "flow", "kinds", "runtime")
          .because("data walks downward; a part that knows who uses it cannot be used by another");

  @ArchTest
  static final ArchRule packages_have_no_cycles =
      slices()
          .matching("io.lyceum.(**)")
          .should()
          .beFreeOfCycles()
          .because("what cannot be read alone cannot be changed alone");

  @ArchTest
  static final ArchRule a_kind_knows_no_other_kind =
      slices()
          .matching("io.lyceum.(chat|classroom|quiz|progress)..")
          .should()
          .notDependOnEachOther()
          .because(
              "kinds meet in flow only, so that each can be understood, changed and removed by"
                  + " itself");

  @ArchTest
  static final ArchRule the_load_tool_stands_outside =
      classes()
          .that()
          .resideInAPackage("io.lyceum.bench..")
          .should()
          .onlyDependOnClassesThat(
              resideOutsideOfPackage("io.lyceum..")
                  .or(
                      resideInAnyPackage(
                          "io.lyceum.bench..",
                          "io.lyceum.launch..",
                          "io.lyceum.identity..",
                          "io.lyceum.platform..",
                          "io.lyceum.core..")))
          .because("it measures the server by its wire, as any client sees it");

  @ArchTest
  static final ArchRule nobody_knows_the_load_tool =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.lyceum.bench..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.lyceum.bench..")
          .because("a server does not measure itself");

  @ArchTest
  static final ArchRule domains_are_pure =
      classes()
          .that()
          .resideInAPackage("io.lyceum.*.domain..")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                  "java.lang..",
                  "java.util..",
                  "java.time..",
                  "java.text..",
                  "java.math..",
                  "org.jspecify..",
                  "org.pcollections..",
                  "io.lyceum.core..",
                  "io.lyceum.*.domain.."))
          .because("rules must run the same in a test, a replay and a simulation");

  @ArchTest
  static final ArchRule domains_read_no_clock_and_roll_no_dice =
      noClasses()
          .that()
          .resideInAnyPackage("io.lyceum.*.domain..", "io.lyceum.core..")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Random.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class)
          .because("a decision taken again at replay must be the same");

  @ArchTest
  static final ArchRule core_is_plain_java =
      classes()
          .that()
          .resideInAPackage("io.lyceum.core..")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage("java..", "org.jspecify..", "io.lyceum.core.."))
          .because("everybody speaks these words");

  @ArchTest
  static final ArchRule kinds_have_no_actors =
      noClasses()
          .that()
          .resideInAnyPackage(KIND_PACKAGES)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.pekko.actor..",
              "org.apache.pekko.persistence..",
              "org.apache.pekko.cluster..")
          .because("the one actor is topic's; if a kind needs another, the SPI lacks something");

  @ArchTest
  static final ArchRule stored_and_wire_json_have_their_places =
      noClasses()
          .that()
          .resideInAnyPackage("io.lyceum.*.domain..", "io.lyceum.hub..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.fasterxml.jackson..")
          .because("a field is renamed in one file");

  @ArchTest
  static final ArchRule sql_has_its_places =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.lyceum.platform..",
              "io.lyceum.identity..",
              "io.lyceum.topic.journal..",
              "io.lyceum.topic.alarm..")
          .and(areNoReadModel())
          .should(runSql())
          .because("a screen's query is found in …History, nowhere else");

  @ArchTest
  static final ArchRule every_package_is_null_marked =
      classes()
          .should(resideInANullMarkedPackage())
          .because("whether something can be missing is part of its type");

  @ArchTest
  static final ArchRule nothing_prints =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.lyceum", "io.lyceum.launch..")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .because("what is worth saying goes to the log");

  @ArchTest
  static final ArchRule no_generic_exceptions =
      methods()
          .that()
          .arePublic()
          .and()
          .areDeclaredInClassesThat()
          .areNotAssignableTo(AutoCloseable.class)
          .should()
          .notDeclareThrowableOfType(Exception.class)
          .because("a caller must see what can go wrong");

  private static DescribedPredicate<JavaClass> areNoReadModel() {
    return DescribedPredicate.describe(
        "are no read model", type -> !type.getName().replaceAll("\\$.*", "").endsWith("History"));
  }

  /** To hand a transaction on is not to write SQL. */
  private static ArchCondition<JavaClass> runSql() {
    return new ArchCondition<>("run SQL") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getMethodCallsFromSelf().stream()
            .filter(
                call -> call.getTargetOwner().getPackageName().matches("(java\\.sql|org\\.jdbi).*"))
            .forEach(
                call -> events.add(SimpleConditionEvent.satisfied(call, call.getDescription())));
      }
    };
  }

  private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
    return new ArchCondition<>(
        "reside in a package marked @NullMarked with a one-sentence docstring") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
        if (!marked) {
          events.add(
              SimpleConditionEvent.violated(type, type.getPackageName() + " is not @NullMarked"));
        }
      }
    };
  }
}
