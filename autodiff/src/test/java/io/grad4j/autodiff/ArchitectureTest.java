package io.grad4j.autodiff;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** ops, check, trace → root → kernels, and nothing from outside but EJML. */
class ArchitectureTest {
    private static final String ROOT = "io.grad4j.autodiff";
    private static final String[] ABOVE = {ROOT + ".ops..", ROOT + ".check..", ROOT + ".trace.."};

    private static final JavaClasses MODULE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void theModuleIsSeen() {
        assertThat(MODULE).hasSizeGreaterThanOrEqualTo(60);
        assertThat(MODULE.that(resideInAPackage(ROOT)).size()).isGreaterThanOrEqualTo(20);
        assertThat(MODULE.that(resideInAPackage(ROOT + ".kernels")).size()).isGreaterThanOrEqualTo(5);
        assertThat(MODULE.that(resideInAPackage(ROOT + ".ops")).size()).isGreaterThanOrEqualTo(10);
        assertThat(MODULE.that(resideInAPackage(ROOT + ".check")).size()).isGreaterThanOrEqualTo(10);
    }

    @Test
    void theRootKnowsNothingOfWhatIsBuiltOnIt() {
        noClasses()
                .that()
                .resideInAPackage(ROOT)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ABOVE)
                .check(MODULE);
    }

    @Test
    void theKernelsKnowNothingOfTheEngine() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".kernels..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..", "jdk.incubator.vector..", "org.ejml..", "org.jspecify..", ROOT + ".kernels..")
                .check(MODULE);
    }

    @Test
    void onlyTheJdkEjmlAndJspecifyAreUsed() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "jdk.incubator.vector..", "org.ejml..", "org.jspecify..", ROOT + "..")
                .check(MODULE);
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.ejml.simple..")
                .check(MODULE);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.grad4j.(**)").should().beFreeOfCycles().check(MODULE);
    }

    @Test
    void everyClassIsNamedForWhatItIs() {
        noClasses()
                .should()
                .haveSimpleNameContaining("Util")
                .orShould()
                .haveSimpleNameContaining("Helper")
                .orShould()
                .haveSimpleNameContaining("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameStartingWith("Base")
                .orShould()
                .haveSimpleNameEndingWith("Base")
                .orShould()
                .haveSimpleNameStartingWith("Abstract")
                .check(MODULE);
    }
}
