package io.grad4j.kl;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.grad4j.kl");

    @Test
    void theClassesAreSeen() {
        assertThat(classes.size()).isGreaterThanOrEqualTo(12);
    }

    @Test
    void theHandFormulasServeTestsAndTheTourOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..byhand..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..byhand..")
                .check(classes);
    }

    @Test
    void theHandFormulasKnowNothingOfTheTape() {
        noClasses()
                .that()
                .resideInAPackage("..byhand..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.grad4j.autodiff..")
                .check(classes);
    }

    @Test
    void thePackagesHaveNoCycles() {
        slices().matching("io.grad4j.kl.(*)..").should().beFreeOfCycles().check(classes);
    }

    @Test
    void theKernelsOfTheEngineStayInside() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.grad4j.autodiff.kernels..")
                .check(classes);
    }
}
