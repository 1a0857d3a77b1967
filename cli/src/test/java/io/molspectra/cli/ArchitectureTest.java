package io.molspectra.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of modules in docs/architecture.md, kept. */
class ArchitectureTest {

  private static final String ONNX_SCHEMA = "ai.onnx.proto..";
  private static final String PROTOBUF = "com.google.protobuf..";
  private static final String DJL = "ai.djl..";

  @Test
  void theRuntimeSeesNeitherGraphsNorTheTrainer() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            DJL,
            PROTOBUF,
            ONNX_SCHEMA,
            "io.molspectra.graph..",
            "io.molspectra.network..",
            "io.molspectra.trainer..",
            "io.molspectra.cli..")
        .check(module("runtime-sdk"));
  }

  @Test
  void graphsAndNetworksNeedNoEngine() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            DJL, "ai.onnxruntime..", "io.molspectra.trainer..", "io.molspectra.cli..")
        .check(module("onnx-models"));
  }

  @Test
  void onlyTheOnnxReaderAndWriterKnowProtobuf() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.molspectra.graph.proto..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(PROTOBUF, ONNX_SCHEMA)
        .check(allModules());
  }

  @Test
  void theTrainerIsALibraryThatKnowsNoCommandLineAndNoLogger() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("picocli..", "ch.qos.logback..", "io.molspectra.cli..")
        .check(module("trainer"));
  }

  @Test
  void packagesDependOnEachOtherInOneDirection() {
    slices().matching("io.molspectra.(**)").should().beFreeOfCycles().check(allModules());
  }

  @ParameterizedTest
  @ValueSource(strings = {"runtime-sdk", "onnx-models", "trainer", "cli"})
  void everyPackageIsDescribedAndNullMarked(String module) {
    TreeSet<String> unmarked = new TreeSet<>();
    module(module).stream()
        .map(type -> type.getPackage())
        .filter(packageOfOurs -> !isNullMarked(packageOfOurs))
        .forEach(packageOfOurs -> unmarked.add(packageOfOurs.getName()));
    assertEquals(List.of(), List.copyOf(unmarked));
  }

  private static boolean isNullMarked(JavaPackage packageOfOurs) {
    return packageOfOurs.isAnnotatedWith(NullMarked.class);
  }

  private static JavaClasses module(String name) {
    JavaClasses classes =
        new ClassFileImporter().importPath(Path.of("..", name, "target", "classes"));
    assertFalse(classes.isEmpty(), () -> "nothing compiled in " + name);
    return classes;
  }

  private static JavaClasses allModules() {
    return new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .importPackages("io.molspectra");
  }
}
