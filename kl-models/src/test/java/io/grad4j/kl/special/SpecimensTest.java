package io.grad4j.kl.special;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.grad4j.autodiff.Primitive;
import io.grad4j.autodiff.check.PrimitiveLaws;
import io.grad4j.autodiff.check.Specimen;
import io.grad4j.kl.Points;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every primitive of the module sits the exam. */
class SpecimensTest {
    private static Stream<Specimen> specimens() {
        DMatrixRMaj x = new DMatrixRMaj(new double[][] {{-3, -0.4, 1e-3}, {0.2, 0.7, 40}});
        return Stream.concat(SpecialSpecimens.all(), Stream.of(Folded.values()).map(f -> Specimen.of(f, x)));
    }

    @ParameterizedTest
    @MethodSource("specimens")
    void everySpecimenObeysEveryLaw(Specimen specimen) {
        PrimitiveLaws.examine(specimen).assertHold();
    }

    @Property(tries = 300)
    void anyShapeAndPointObeysEveryLaw(@ForAll("drawn") Specimen specimen) {
        PrimitiveLaws.examine(specimen).assertHold();
    }

    @Provide
    Arbitrary<Specimen> drawn() {
        Arbitrary<Integer> dimensions = Arbitraries.integers().between(0, 8);
        return Combinators.combine(Arbitraries.of(SpecialSpecimens.functions()), dimensions, dimensions)
                .flatAs((f, m, n) -> Points.matrix(m, n, 3).map(x -> Specimen.of(f, insideTheDomain(f, x))));
    }

    private static DMatrixRMaj insideTheDomain(OfEachEntry f, DMatrixRMaj x) {
        DMatrixRMaj inside = x.copy();
        for (int i = 0; f.needsPositive() && i < x.getNumElements(); i++) {
            inside.data[i] = Math.exp(x.data[i]);
        }
        return inside;
    }

    @Test
    void everyPrimitiveHasASpecimen() {
        List<String> examined = specimens()
                .map(specimen -> specimen.primitive().toString())
                .distinct()
                .toList();
        List<Class<?>> classes = primitiveClasses();
        assertThat(classes).as("families and records").hasSize(8);
        assertThat(classes.stream().flatMap(SpecimensTest::members))
                .hasSize(14)
                .allSatisfy(member -> assertThat(examined).anyMatch(name -> name.startsWith(member)));
    }

    private static List<Class<?>> primitiveClasses() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.grad4j.kl").stream()
                        .filter(c -> c.isAssignableTo(Primitive.class) && !c.isInterface())
                        // Its value is ∞ and its derivatives NaN by decision, which is held with the divergences.
                        .filter(c -> !c.getSimpleName().equals("InfiniteDivergence"))
                        .filter(c ->
                                !c.getRawSuperclass().map(JavaClass::isEnum).orElse(false))
                        .<Class<?>>map(JavaClass::reflect)
                        .toList();
    }

    /** The constants of a family; of a record its name. */
    private static Stream<String> members(Class<?> primitive) {
        return primitive.isEnum()
                ? Arrays.stream(primitive.getEnumConstants()).map(Object::toString)
                : Stream.of(primitive.getSimpleName());
    }
}
