package io.molspectra.spark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

class SparkArchitectureTest {

  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.molspectra");

  @Test
  void nothingButThisModuleSeesSpark() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.molspectra.spark..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.spark..", "org.apache.hadoop..", "scala..", "io.molspectra.spark..")
        .check(ALL);
  }

  @Test
  void itUsesOnlyTheRuntimeAndSpark() {
    classes()
        .that()
        .resideInAPackage("io.molspectra.spark..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.molspectra..",
            "java..",
            "org.apache.spark..",
            "org.apache.hadoop.fs..",
            "org.apache.hadoop.conf..",
            "scala..",
            "picocli..",
            "org.slf4j..",
            "org.jspecify.annotations..")
        .check(ALL);
  }

  @Test
  void thePublicInterfaceIsSmall() {
    Set<String> open =
        ALL.stream()
            .filter(type -> type.getPackageName().equals("io.molspectra.spark"))
            .filter(type -> type.getEnclosingClass().isEmpty())
            .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
            .map(JavaClass::getSimpleName)
            .collect(Collectors.toSet());
    assertEquals(Set.of("SparkScorer", "ScoreSettings", "BundleSource", "ScoreMain"), open);
    assertTrue(ALL.getPackage("io.molspectra.spark").isAnnotatedWith(NullMarked.class));
  }
}
