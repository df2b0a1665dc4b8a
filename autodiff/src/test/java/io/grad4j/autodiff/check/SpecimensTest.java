package io.grad4j.autodiff.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.grad4j.autodiff.Each;
import io.grad4j.autodiff.OperatorSpecimens;
import io.grad4j.autodiff.Primitive;
import io.grad4j.autodiff.ops.OpsSpecimens;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every primitive of the module sits the exam. */
class SpecimensTest {
    /** Steps around code of the user's, whose derivatives are what that code makes them; each has tests of its own. */
    private static final List<String> USERS_CODE = List.of("Checkpoint", "PlainFunction", "Transposed");

    private static Stream<Specimen> specimens() {
        return Stream.concat(OperatorSpecimens.all(), OpsSpecimens.all());
    }

    @ParameterizedTest
    @MethodSource("specimens")
    void everySpecimenObeysEveryLaw(Specimen specimen) {
        PrimitiveLaws.examine(specimen).assertHold();
    }

    @ParameterizedTest
    @MethodSource("specimens")
    void everyPrimitiveHasALabel(Specimen specimen) {
        assertThat(specimen.primitive().label()).matches("[a-z][\\w× ]*");
    }

    @Test
    void everyPrimitiveHasASpecimen() {
        List<String> examined = specimens()
                .map(specimen -> specimen.primitive().toString())
                .distinct()
                .toList();
        List<Class<?>> classes = primitiveClasses();
        assertThat(classes).as("families and records").hasSize(32);
        assertThat(classes.stream().flatMap(SpecimensTest::members))
                .hasSizeGreaterThan(90)
                .allSatisfy(member -> assertThat(examined).anyMatch(name -> name.startsWith(member)));
    }

    private static List<Class<?>> primitiveClasses() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.grad4j.autodiff").stream()
                        .filter(c -> c.isAssignableTo(Primitive.class) && !c.isInterface())
                        .filter(c ->
                                !c.getRawSuperclass().map(JavaClass::isEnum).orElse(false))
                        .<Class<?>>map(JavaClass::reflect)
                        .filter(c -> !USERS_CODE.contains(c.getSimpleName()))
                        .toList();
    }

    /** The constants of a family; of a record its name, with each {@link Each} it may hold. */
    private static Stream<String> members(Class<?> primitive) {
        if (primitive.isEnum()) {
            return Arrays.stream(primitive.getEnumConstants()).map(Object::toString);
        }
        RecordComponent[] components = primitive.getRecordComponents();
        assertThat(components).as("%s is an enum or a record", primitive).isNotNull();
        boolean alongLines = Arrays.stream(components).anyMatch(c -> c.getType() == Each.class);
        return alongLines
                ? Arrays.stream(Each.values()).map(each -> primitive.getSimpleName() + "[each=" + each)
                : Stream.of(primitive.getSimpleName());
    }
}
