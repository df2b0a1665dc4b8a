package io.grad4j.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledDriverTest {
    private final Path folder;

    KilledDriverTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** The options of the JVM of this test, which the build set for Spark. */
    private Process job(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "@" + Path.of("java.options").toAbsolutePath(),
                "-Dslf4j.provider=org.slf4j.nop.NOPServiceProvider",
                "-Dslf4j.internal.verbosity=ERROR",
                "-cp",
                System.getProperty("java.class.path"),
                "io.grad4j.spark.Jobs"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    @Test
    void aDriverKilledBetweenIterationsGoesOnWhereItWas() throws IOException, InterruptedException {
        String data = folder.resolve("rows").toString();
        String checkpoints = folder.resolve("checkpoints").toString();
        Jobs.write(
                Generator.softmax(Shared.spark(), new Generator.Amount(2000, 2, 5), 10, 4),
                data,
                FitOptions.Format.PARQUET);
        FitOptions options = Shared.options(data);
        Softmax softmax = new Softmax("label", 4, 0);
        Fit.Result straight = softmax.fit(Shared.spark(), options, Shared.into(new StringWriter()));
        assertThat(straight.last().iteration()).isGreaterThan(15);

        Process driver = job("softmax", "--data", data, "--classes", "4", "--checkpoint", checkpoints);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(driver.getInputStream(), StandardCharsets.UTF_8))) {
            String line;
            do {
                line = lines.readLine();
                assertThat(line).as("a line of the driver before its end").isNotNull();
            } while (!line.startsWith("iteration    4"));
        } finally {
            driver.destroyForcibly().waitFor();
        }

        options.checkpoint = checkpoints;
        options.resume = true;
        StringWriter text = new StringWriter();
        Fit.Result resumed = softmax.fit(Shared.spark(), options, Shared.into(text));
        String first = text.toString().lines().findFirst().orElseThrow();
        assertThat(first).matches("resumed after iteration \\d+");
        assertThat(Integer.parseInt(first.replaceAll("\\D", ""))).isGreaterThanOrEqualTo(3);
        assertThat(resumed.last().value()).isCloseTo(straight.last().value(), within(1e-9));
        for (int i = 0; i < 44; i++) {
            assertThat(resumed.last().theta().data[i]).isCloseTo(straight.last().theta().data[i], within(1e-4));
        }
    }
}
