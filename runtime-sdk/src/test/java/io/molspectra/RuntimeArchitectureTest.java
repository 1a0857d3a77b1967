package io.molspectra;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Guards what an application gets on its class path when it uses the runtime. */
class RuntimeArchitectureTest {

  private static final JavaClasses RUNTIME =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.molspectra");

  @Test
  void usesOnlyTheListedLibraries() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.molspectra..",
            "java..",
            "ai.onnxruntime..",
            "com.fasterxml.jackson..",
            "de.siegmar.fastcsv..",
            "org.apache.commons.compress..",
            "com.actelion.research..",
            "org.openmolecules.chem..",
            "uk.ac.ebi.beam..",
            "org.slf4j..",
            "org.jspecify.annotations..")
        .check(RUNTIME);
  }

  @Test
  void onlyThePredictorKnowsOnnxRuntime() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.molspectra.predict..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.onnxruntime..")
        .check(RUNTIME);
  }

  @Test
  void noRuntimeTypeInThePublicInterface() {
    methods()
        .that()
        .arePublic()
        .and()
        .areDeclaredInClassesThat()
        .arePublic()
        .should(mentionOnlyTypesOutsideOnnxRuntime())
        .check(RUNTIME);
  }

  @Test
  void moleculesKnowNothingOfWhatIsBuiltOnThem() {
    noClasses()
        .that()
        .resideInAPackage("io.molspectra.molecule..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.molspectra.features..", "io.molspectra.bundle..", "io.molspectra.predict..")
        .check(RUNTIME);
  }

  @Test
  void packagesFormNoCycles() {
    slices().matching("io.molspectra.(*)..").should().beFreeOfCycles().check(RUNTIME);
  }

  private static ArchCondition<JavaMethod> mentionOnlyTypesOutsideOnnxRuntime() {
    return new ArchCondition<>("mention no type of ONNX Runtime") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        List<JavaClass> mentioned = new ArrayList<>(method.getRawParameterTypes());
        mentioned.add(method.getRawReturnType());
        boolean clean =
            mentioned.stream()
                .noneMatch(type -> type.getPackageName().startsWith("ai.onnxruntime"));
        events.add(new SimpleConditionEvent(method, clean, method.getFullName()));
      }
    };
  }
}
