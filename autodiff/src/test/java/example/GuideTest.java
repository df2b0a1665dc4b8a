package example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Primitive;
import io.grad4j.autodiff.Var;
import io.grad4j.autodiff.check.PrimitiveLaws;
import io.grad4j.autodiff.check.Specimen;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles and runs the example of the guide in the package Javadoc. */
class GuideTest {
    private static final Path GUIDE = Path.of("src/main/java/io/grad4j/autodiff/package-info.java");

    @TempDir
    private Path classes;

    @Test
    void theExampleOfTheGuideCompilesAndObeysEveryLaw() throws Exception {
        try (URLClassLoader loader = compiled(example())) {
            Primitive logCosh = (Primitive) loader.loadClass("example.LogCosh").getEnumConstants()[0];
            DMatrixRMaj x = new DMatrixRMaj(new double[][] {{0.3, -1.2, 2.1}, {0.7, -0.4, 1.3}});
            PrimitiveLaws.examine(Specimen.of(logCosh, x)).assertHold();
            double far = Autodiff.valueAndGradient(
                            (Var v) -> logCosh.of(v).sum(), new DMatrixRMaj(new double[][] {{1000}}))
                    .value();
            assertThat(far).isEqualTo(1000 - Math.log(2));
            DMatrixRMaj hessian = Autodiff.hessian((Var v) -> logCosh.of(v).sum(), x);
            assertThat(hessian.get(0, 0)).isEqualTo(1 / Math.pow(Math.cosh(0.3), 2), within(1e-15));
        }
    }

    /** The first block of code of the guide, without the stars of the comment. */
    private static String example() throws IOException {
        Matcher block = Pattern.compile("<pre>\\{@code\n(.*?)\n \\* \\}</pre>", Pattern.DOTALL)
                .matcher(Files.readString(GUIDE));
        assertThat(block.find()).isTrue();
        return block.group(1).replaceAll("(?m)^ \\* ?", "");
    }

    private URLClassLoader compiled(String source) throws IOException {
        Path file = classes.resolve("example/LogCosh.java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, source);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
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
        int status = compiler.run(null, null, null, arguments.toArray(String[]::new));
        assertThat(status).isZero();
        return new URLClassLoader(new URL[] {classes.toUri().toURL()}, GuideTest.class.getClassLoader());
    }
}
