package io.grad4j.autodiff.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.execution.LocalExecutionControlProvider;
import org.junit.jupiter.api.Test;

/** Runs what the package Javadoc tells the reader to type, in JShell. */
class TraceGuideTest {
    private static final Path GUIDE = Path.of("src/main/java/io/grad4j/autodiff/trace/package-info.java");

    private static final List<String> IMPORTS = List.of(
            "import io.grad4j.autodiff.trace.Trace;",
            "import static io.grad4j.autodiff.ops.Elementwise.*;",
            "import org.ejml.data.DMatrixRMaj;",
            "import java.nio.file.*;");

    @Test
    void fiveLinesWriteThePageOfAFunctionOfOnesOwn() throws IOException {
        Path page = Path.of("target", "log-sum-exp.html");
        Files.deleteIfExists(page);
        List<String> lines = blocks().get(0).lines().toList();
        assertThat(lines).hasSize(5);
        try (JShell shell = shell()) {
            IMPORTS.forEach(line -> evaluated(shell, line));
            lines.forEach(line -> evaluated(shell, line));
        }
        assertThat(Files.readString(page)).contains("<title>Log-sum-exp</title>", "exp(x)");
    }

    @Test
    void oneLineOfJShellPrintsATrace() throws IOException {
        String line = blocks().get(1).strip();
        assertThat(line.lines()).hasSize(1);
        try (JShell shell = shell()) {
            assertThat(evaluated(shell, line))
                    .startsWith("forward, values")
                    .contains("x\u0304  += v\u03041 ∘ x", "accumulated, now [6, 8]", "∂v2/∂x = [6, 8]");
        }
    }

    private static List<String> blocks() throws IOException {
        return Pattern.compile("<pre>\\{@code\n(.*?)\n \\* \\}</pre>", Pattern.DOTALL)
                .matcher(Files.readString(GUIDE))
                .results()
                .map(m -> m.group(1).replaceAll("(?m)^ \\* ?", ""))
                .toList();
    }

    private static JShell shell() {
        JShell shell = JShell.builder()
                .executionEngine(new LocalExecutionControlProvider(), Map.of())
                .build();
        shell.addToClasspath(System.getProperty("java.class.path"));
        return shell;
    }

    private static String evaluated(JShell shell, String line) {
        List<SnippetEvent> events = shell.eval(line);
        assertThat(events).as(line).allSatisfy(e -> {
            assertThat(e.status()).isEqualTo(Snippet.Status.VALID);
            assertThat(e.exception()).isNull();
        });
        return String.valueOf(events.get(0).value());
    }
}
