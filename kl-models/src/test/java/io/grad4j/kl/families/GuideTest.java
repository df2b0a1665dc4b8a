package io.grad4j.kl.families;

import static io.grad4j.kl.Close.TO_HAND_FORMULA;
import static io.grad4j.kl.Close.assertClose;
import static io.grad4j.kl.families.Columns.column;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles the family of the guide in the package Javadoc, and holds it to the laws of the library's own. */
class GuideTest {
    private static final Path GUIDE = Path.of("src/main/java/io/grad4j/kl/families/package-info.java");

    @Test
    void theFamilyOfTheGuideObeysTheLaws(@TempDir Path classes) throws Exception {
        try (URLClassLoader loader = compiled(example(), classes)) {
            ExponentialFamily family = (ExponentialFamily)
                    loader.loadClass("example.HalfNormal").getConstructor().newInstance();
            DMatrixRMaj p = column(-0.7);
            DMatrixRMaj q = column(-1.9);
            Expectations e = Expectations.of(family, p, Rule.positive());
            assertClose(e.mass(), 1, TO_HAND_FORMULA);
            assertClose(family.meanParameters(p), e.mean().data, TO_HAND_FORMULA);
            assertClose(family.fisher(p), e.covariance().data, TO_HAND_FORMULA);
            assertClose(family.kl(p, q), e.ofLogDensity(p) - e.ofLogDensity(q), TO_HAND_FORMULA);
            DMatrixRMaj data = new DMatrixRMaj(new double[][] {{3e-4}, {1e-4}, {2e-4}});
            assertClose(family.maximumLikelihood(data).eta(), new double[] {-0.5 / (14e-8 / 3)}, TO_HAND_FORMULA);
        }
    }

    /** The first block of code of the guide, without the stars of the comment. */
    private static String example() throws IOException {
        Matcher block = Pattern.compile("<pre>\\{@code\n(.*?)\n \\* \\}</pre>", Pattern.DOTALL)
                .matcher(Files.readString(GUIDE));
        assertThat(block.find()).isTrue();
        return block.group(1).replaceAll("(?m)^ \\* ?", "");
    }

    private static URLClassLoader compiled(String source, Path classes) throws IOException {
        Path file = classes.resolve("example/HalfNormal.java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, source);
        List<String> arguments = List.of(
                "-Xlint:all",
                "-Werror",
                "-encoding",
                "UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                classes.toString(),
                file.toString());
        int status = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        assertThat(status).isZero();
        return new URLClassLoader(new URL[] {classes.toUri().toURL()}, GuideTest.class.getClassLoader());
    }
}
