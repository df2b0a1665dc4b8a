package io.grad4j.autodiff.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

/** The kernels give the same bits in the interpreter and after the compiler has seen them. */
class RepeatabilityTest {
    private static final int WARM_UP = 200_000;
    private static final int SHORT_LINE = 77;
    private static final int LONG_LINE = 2_503;

    private static final String[] NAMES = {
        "exp",
        "log",
        "tanh",
        "softplus",
        "sigmoid",
        "softmax",
        "logSumExp",
        "centred",
        "crossEntropy",
        "sum",
        "dot",
        "products"
    };

    /** Prints the bits of results, for a virtual machine that does not compile. */
    public static void main(String[] args) {
        System.out.print(bits(SHORT_LINE) + bits(LONG_LINE));
    }

    @Test
    void theBitsOfResultsAreThoseOfAMachineThatOnlyInterprets() throws IOException, InterruptedException {
        String first = bits(SHORT_LINE) + bits(LONG_LINE);
        for (int i = 0; i < WARM_UP; i++) {
            results(SHORT_LINE, Kernels.active());
        }
        String compiled = bits(SHORT_LINE) + bits(LONG_LINE);
        assertThat(compiled).isEqualTo(first);
        assertThat(compiled).isEqualTo(interpreted());
    }

    private static String interpreted() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xint");
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(a -> a.startsWith("--add-modules") || a.startsWith("-Dgrad4j") || a.contains("MaxVectorSize"))
                .forEach(command::add);
        command.add("-cp");
        command.add(Stream.of(RepeatabilityTest.class, Kernels.class, DMatrixRMaj.class, CommonOps_DDRM.class)
                .map(c -> Path.of(c.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .getPath())
                        .toString())
                .collect(Collectors.joining(System.getProperty("path.separator"))));
        command.add(RepeatabilityTest.class.getName());
        Process process =
                new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
        String bits = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return bits;
    }

    private static String bits(int n) {
        double[][] results = results(n, Kernels.active());
        StringBuilder bits = new StringBuilder();
        for (int i = 0; i < NAMES.length; i++) {
            bits.append(NAMES[i])
                    .append(" of ")
                    .append(n)
                    .append(": ")
                    .append(Integer.toHexString(Arrays.hashCode(results[i])))
                    .append('\n');
        }
        return bits.toString();
    }

    private static double[][] results(int n, Kernels kernels) {
        Random random = new Random(n);
        double[] x = random.doubles(n, -9, 9).toArray();
        double[] p = random.doubles(n, 0.01, 3).toArray();
        Lines line = new Lines(1, n, 0, 1);
        double[][] y = new double[NAMES.length][n];
        kernels.map(Map.EXP, x, y[0], n);
        kernels.map(Map.LOG, p, y[1], n);
        kernels.map(Map.TANH, x, y[2], n);
        kernels.map(Map.SOFTPLUS, x, y[3], n);
        kernels.map(Map.SIGMOID, x, y[4], n);
        kernels.softmax(line, x, y[5]);
        kernels.logSumExp(line, x, y[6]);
        kernels.centred(line, x, p, y[7]);
        kernels.crossEntropy(line, p, x, y[8]);
        kernels.sum(line, x, y[9]);
        y[10][0] = kernels.dotOrZero(x, p, n);
        DMatrixRMaj rows = new DMatrixRMaj(2, n / 2);
        System.arraycopy(x, 0, rows.data, 0, rows.data.length);
        DMatrixRMaj products = new DMatrixRMaj(2, 2);
        kernels.mult(rows, false, rows, true, products);
        System.arraycopy(products.data, 0, y[11], 0, 4);
        return y;
    }
}
