package io.grad4j.autodiff.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** The convention page in the package's Javadoc says what the tests hold. */
class ConventionPageTest {
    private static final Path PAGE = Path.of("src/main/java/io/grad4j/autodiff/ops/package-info.java");

    @Test
    void everyRowHasATestAndEveryTestItsRow() throws IOException {
        List<String> rows = Pattern.compile("<tr id=\"([a-z0-9-]+)\">")
                .matcher(Files.readString(PAGE))
                .results()
                .map((MatchResult row) -> row.group(1))
                .toList();
        assertThat(rows).hasSizeGreaterThan(50).doesNotHaveDuplicates();
        assertThat(rowsWithTests()).containsExactlyInAnyOrderElementsOf(rows);
    }

    private static List<String> rowsWithTests() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.OnlyIncludeTests()).importPackages("io.grad4j.autodiff").stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.isAnnotatedWith(Convention.class))
                        .filter(ConventionPageTest::runs)
                        .map(method ->
                                method.getAnnotationOfType(Convention.class).value())
                        .distinct()
                        .toList();
    }

    private static boolean runs(JavaMethod method) {
        return method.isAnnotatedWith(Test.class)
                || method.isAnnotatedWith(ParameterizedTest.class)
                || method.isAnnotatedWith(Property.class);
    }
}
