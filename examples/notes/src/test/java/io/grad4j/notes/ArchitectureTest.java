package io.grad4j.notes;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** From the text to the verdict in one direction. */
class ArchitectureTest {
    private static final String ROOT = "io.grad4j.notes";

    private static final JavaClasses MODULE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void theModuleIsSeen() {
        assertThat(MODULE).hasSizeGreaterThanOrEqualTo(60);
    }

    @Test
    void thePipelineRunsOneWay() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("command")
                .definedBy(ROOT)
                .layer("report")
                .definedBy(ROOT + ".report")
                .layer("judging")
                .definedBy(ROOT + ".judging")
                .layer("repair")
                .definedBy(ROOT + ".repair")
                .layer("evaluation")
                .definedBy(ROOT + ".evaluation")
                .layer("binding")
                .definedBy(ROOT + ".binding")
                .layer("syntax")
                .definedBy(ROOT + ".syntax")
                .layer("source")
                .definedBy(ROOT + ".source")
                .whereLayer("command")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("report")
                .mayOnlyBeAccessedByLayers("command")
                .whereLayer("judging")
                .mayOnlyBeAccessedByLayers("command", "report")
                .whereLayer("repair")
                .mayOnlyBeAccessedByLayers("judging")
                .whereLayer("evaluation")
                .mayOnlyBeAccessedByLayers("judging")
                .whereLayer("binding")
                .mayOnlyBeAccessedByLayers("judging", "evaluation")
                .check(MODULE);
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(MODULE);
    }

    @Test
    void theSyntaxKnowsNothingOfTheEngine() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".syntax", ROOT + ".source", ROOT + ".binding", ROOT + ".repair")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.grad4j.autodiff..")
                .check(MODULE);
    }
}
